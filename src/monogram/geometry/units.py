"""Millimetres, the unit of designs, to pixels and points and back."""

from __future__ import annotations

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72.0


def mm_to_px(length: float, dpi: float) -> float:
    """Millimetres as (fractional) pixels at a resolution."""
    return length / MM_PER_INCH * dpi


def px_to_mm(length: float, dpi: float) -> float:
    """Pixels at a resolution as millimetres."""
    return length / dpi * MM_PER_INCH


def mm_to_pt(length: float) -> float:
    """Millimetres as PDF points."""
    return length / MM_PER_INCH * POINTS_PER_INCH


def pt_to_mm(length: float) -> float:
    """PDF points as millimetres."""
    return length / POINTS_PER_INCH * MM_PER_INCH
