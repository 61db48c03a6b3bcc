"""Pictures for the back office: photos as thumbnails, print areas drawn where they lie."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from monogram.catalogue.models import PrintArea, View
from monogram.files import services as files

NOTHING_YET = "–"


def thumbnail(key: str, *, side: int = 64, description: str = "") -> SafeString | str:
    """A stored picture in a square of so many CSS pixels, which opens at full size."""
    if not key:
        return NOTHING_YET
    return format_html(
        '<a href="{0}" target="_blank" rel="noopener"><img src="{0}" alt="{1}" loading="lazy"'
        ' style="width:{2}px;height:{2}px;max-width:none;object-fit:contain;border-radius:6px"></a>',
        files.public_url(key),
        description,
        side,
    )


def view_with_areas(view: View | None, areas: Iterable[PrintArea], *, width: int = 420) -> SafeString | str:
    """A view's photo with the outlines of print areas, each named, in the photo's own pixels."""
    if view is None or not view.photo_copy or not view.width:
        return NOTHING_YET
    drawn = [area for area in areas if len(area.quad) == 4]
    return format_html(
        '<svg viewBox="0 0 {w} {h}" width="{shown}" role="img" aria-label="{label}"'
        ' style="max-width:100%;border-radius:6px">'
        '<image href="{photo}" width="{w}" height="{h}"/>{outlines}</svg>',
        w=view.width,
        h=view.height,
        shown=width,
        label=f"{view.name} with its print areas",
        photo=files.public_url(view.photo_copy),
        outlines=format_html_join("", "{}", ((_outline(area, view),) for area in drawn)),
    )


def _outline(area: PrintArea, view: View) -> SafeString:
    """The quad, a dot at its first corner, and its name, sized to the photo."""
    unit = max(view.width, view.height) / 200
    left, top = area.quad[0]
    return format_html(
        '<polygon points="{points}" fill="#0f6b66" fill-opacity=".12" stroke="#0f6b66" stroke-width="{line}"/>'
        '<circle cx="{left}" cy="{top}" r="{dot}" fill="#0f6b66"/>'
        '<text x="{left}" y="{above}" font-size="{size}" font-family="Inter, sans-serif" fill="#0f6b66">{name}</text>',
        points=" ".join(f"{x},{y}" for x, y in area.quad),
        line=unit * 0.6,
        left=left,
        top=top,
        dot=unit * 1.4,
        above=top - unit * 2.5,
        size=unit * 6,
        name=f"{area.name}, {area.width:g} × {area.height:g} mm",
    )
