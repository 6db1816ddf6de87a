"""Groups of commands that would crowd the command line's own module."""
