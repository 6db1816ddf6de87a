"""A headless Chromium for tests, and how they look at a report with it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

INSTALL = "apt-get install -y chromium chromium-driver, and pip install 'boilerkit[test]'"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 30


class Tab:
    """One tab: opens reports, waits for what should come, and says what went wrong in it."""

    def __init__(self, driver: Any, downloads: Path) -> None:
        self.driver, self.downloads = driver, downloads

    def open(self, report: Path, view: str = "") -> None:
        """Open a report at a view, and wait until its script has done its work."""
        self.driver.get("about:blank")
        self.driver.get(f"{report.as_uri()}{view and '#'}{view}")
        self.wait(lambda: self.run("return document.documentElement.dataset.ready === 'yes'"))

    def wait(self, done: Callable[[], Any]) -> Any:
        """Wait for something to come true, and give it back."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, _PATIENCE, poll_frequency=0.05).until(lambda _: done())

    def run(self, script: str, *arguments: object) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> Any:
        """The first element of that kind."""
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        """All elements of that kind that are shown."""
        return [each for each in self.driver.find_elements("css selector", selector) if each.is_displayed()]

    def text(self, selector: str) -> str:
        """The text of the first element of that kind."""
        return str(self.find(selector).text)

    def press(self, keys: str, selector: str = "#text") -> None:
        """Press keys while an element has the focus."""
        self.find(selector).send_keys(keys)

    def errors(self) -> list[str]:
        """What the console has to say."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]

    def emulate(self, *, dark: bool = False, width: int = 1280, height: int = 900) -> None:
        """Show pages as on a screen of that size, to eyes that like it dark or light."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )


@contextmanager
def chromium(folder: Path) -> Iterator[Tab]:
    """A browser with a profile of its own; the test is skipped, with what to install, where there is none."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    chromedriver = shutil.which("chromedriver")
    if not program or not chromedriver:
        pytest.skip(f"headless Chromium is missing; {INSTALL}")
    webdriver = pytest.importorskip("selenium.webdriver", reason=f"selenium is missing; {INSTALL}")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}", "--window-size=1280,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    downloads = folder / "downloads"
    downloads.mkdir()
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    try:
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
        yield Tab(driver, downloads)
    finally:
        driver.quit()
