"""The one door to Blender, so that the rest of the studio is typed and ``bpy`` stays an optional tool."""

from importlib import import_module
from typing import Any


class _Later:
    """A module that is imported when something of it is asked for: 3D models are written without Blender."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


bpy: Any = _Later("bpy")
mathutils: Any = _Later("mathutils")


def delaunay_2d_cdt(*arguments: Any) -> Any:
    return import_module("mathutils.geometry").delaunay_2d_cdt(*arguments)
