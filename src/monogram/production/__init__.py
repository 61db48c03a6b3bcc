"""Batches: order lines of one supplier that are printed together, and the templates by which they find each other."""
