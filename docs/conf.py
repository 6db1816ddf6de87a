"""How Sphinx builds these pages: `python -m sphinx -W -n docs build/docs`."""

from importlib.metadata import version as version_of

project = "boilerkit"
author = "the boilerkit authors"
version = release = version_of("boilerkit")

extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["examples"]

html_theme = "alabaster"
html_theme_options = {
    "description": "Removes boilerplate from scraped pages and says what it removed and why.",
    "fixed_sidebar": True,
    "page_width": "64rem",
}
html_show_copyright = False
