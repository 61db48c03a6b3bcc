"""What clipart layers of the scenes show."""

from __future__ import annotations

from typing import Any

DRAWINGS: dict[str, dict[str, Any]] = {
    "house": {
        "version": 1, "width": 120, "height": 80,
        "parts": [{"name": "Roof", "colour": "#a63d2f"}, {"name": "Door", "colour": "#5b4636"}],
        "shapes": [
            {"path": "M20 40H100V80H20Z", "fill": {
                "type": "linear", "from": [20, 40], "to": [100, 80],
                "stops": [{"offset": 0, "colour": "#f4f1ea"}, {"offset": 1, "colour": "#d0c8b8", "opacity": 0.5}],
            }},
            {"path": "M10 40L60 5L110 40Z", "fill": "#000000", "part": "Roof", "opacity": 0.9},
            {"path": "M52 55H68V80H52Z", "fill": "#000000", "part": "Door", "stroke": {"paint": "#000000", "width": 1}},
            {"path": "M0 79H120", "stroke": {"paint": "#0f6b66", "width": 2, "cap": "square", "join": "bevel"},
             "part": "Door"},
        ],
    },
    "window": {
        "version": 1, "width": 10, "height": 10, "parts": [{"name": "Glass", "colour": "#cfe8ef"}],
        "shapes": [
            {"path": "M0 0H10V10H0ZM2 2H8V8H2Z", "rule": "evenodd", "fill": {
                "type": "radial", "centre": [5, 5], "radius": 5, "matrix": [1, 0, 0, 0.5, 0, 2.5],
                "stops": [{"offset": 0, "colour": "#ffffff"}, {"offset": 1, "colour": "#5b4636"}],
            }},
            {"opacity": 0.5, "blend": "multiply", "clip": {"path": "M2 2H8V8H2ZM4 4H6V6H4Z", "rule": "evenodd"},
             "shapes": [{"path": "M0 0H10V10H0Z", "fill": "#000000", "part": "Glass"}]},
        ],
    },
}  # fmt: skip
