"""The judge: a small learned model that weighs every block of a page and says why."""
