"""The one door to Blender, so that the rest of the studio is typed and ``bpy`` stays an optional tool."""

from importlib import import_module
from typing import Any

bpy: Any = import_module("bpy")
mathutils: Any = import_module("mathutils")
delaunay_2d_cdt: Any = import_module("mathutils.geometry").delaunay_2d_cdt
