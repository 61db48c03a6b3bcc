"""The photo studio of the demo catalogue: scenes, lights and darkroom behind every product picture.

An offline tool. It needs Blender as a Python module (``bpy``), which the product itself never imports.
"""
