"""What several test modules need: where the shared data are, and Hypothesis's profile."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester", "report_pages"]

settings.register_profile(
    "laws", max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with real pages; not part of the repository."""
    folder = Path(os.environ.get("BOILERKIT_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"real pages are absent ({folder}); name their folder in BOILERKIT_DATA")
    return folder
