"""`python -m boilerkit`: the same as `boilerkit`."""

if __name__ == "__main__":  # worker processes import this module and must not start the command again
    import sys

    from boilerkit.cli import main

    sys.exit(main())
