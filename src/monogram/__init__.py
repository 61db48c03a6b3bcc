"""Monogram: personalised products and print on demand, from the design to the doorstep."""

__version__ = "0.1.0"
