"""Artwork as SVG: outlines, gradients, pictures and groups, in millimetres."""

from monogram.rendering.svg.document import render_svg

__all__ = ["render_svg"]
