"""Figures of speed and size, each with its aim: `make bench`, or `python -m benchmarks --help`."""
