"""A run as one page of HTML, for people: figures and charts, every page with its cuts, and a pen to correct them."""

from boilerkit.report.html.build import Built, build_report

__all__ = ["Built", "build_report"]
