"""From what a scraper hands over to a Page."""
