"""Imposition: many pieces of artwork laid out on one sheet or roll, and the print file of it."""
