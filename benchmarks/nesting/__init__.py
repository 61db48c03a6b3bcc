"""Nesting of 200 pieces on a roll."""
