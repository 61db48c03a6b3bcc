"""Plane geometry in plain numbers: units, affine matrices, quads, paths. Knows nothing of designs or of drawing."""
