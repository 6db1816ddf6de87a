"""`python -m benchmarks text`: every way to flatten a page, every set, doing nothing, the others and ourselves."""
