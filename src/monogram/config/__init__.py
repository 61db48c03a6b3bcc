"""Typed settings, addresses, the command line; the only place that wires adapters."""
