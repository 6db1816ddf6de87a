"""Benchmarks: every figure of README and docs comes from a command here. `python -m benchmarks --help`."""
