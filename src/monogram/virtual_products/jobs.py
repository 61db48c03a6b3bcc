"""The work behind virtual products, in the background. Each job can run twice and does its work once."""

from __future__ import annotations

from monogram.virtual_products.lines import make_lines
from monogram.virtual_products.pictures import draw_large_snapshots, draw_snapshots
from monogram.virtual_products.renewal import draw_forgotten_large_snapshots, renew_what_changed

__all__ = [
    "draw_forgotten_large_snapshots",
    "draw_large_snapshots",
    "draw_snapshots",
    "make_lines",
    "renew_what_changed",
]  # what waits in queues may name them here
