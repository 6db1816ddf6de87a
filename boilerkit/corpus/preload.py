"""What the server of worker processes reads before it forks them. Imported there and nowhere else, for its effect."""

from boilerkit.config import Config
from boilerkit.corpus.run import WARM_UP, clean_page

clean_page(WARM_UP, Config())
