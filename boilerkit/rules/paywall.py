"""paywall.*: walls and appeals before, in or below the text."""

from __future__ import annotations

from collections.abc import Iterator

from boilerkit.finding import Finding
from boilerkit.page import Page
from boilerkit.rules.base import rule
from boilerkit.rules.boxes import boxes, filled


@rule("paywall.appeal")
def appeal(page: Page) -> Iterator[Finding]:
    """Sentences that ask for a paid subscription, a registration or a donation.

    What it removes: blocks that tell the reader to subscribe or log in to read on, or to support the publisher.
    Why it is boilerplate: the same appeal stands on every page of a site.
    What it leaves alone: news about paywalls and donations.

    Before: The council approved the new bridge on Monday, and work on it will begin in spring. // To continue reading,
        log in. Already a subscriber? Your donation keeps the Gazette free for everyone.
    After: The council approved the new bridge on Monday, and work on it will begin in spring.
    Near miss: The town asked for donations to the bridge, and subscribers of the Gazette gave most of them.
    """
    for found in filled(page, boxes(page, "paywall.appeal", "asks for a subscription, a registration or a donation")):
        yield found.finding()
