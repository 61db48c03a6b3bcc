"""Reads binary glTF 2.0 as far as product models need it: meshes in the world's frame with their base colours.

Accessors POSITION, NORMAL, TEXCOORD_0 and indices from the file's own buffer; node transforms; baseColorFactor.
No textures, skins, animations, sparse accessors or extensions: a model that needs them is refused in words.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

_MAGIC, _VERSION = 0x46546C67, 2
_JSON_CHUNK, _BINARY_CHUNK = 0x4E4F534A, 0x004E4942
_TRIANGLES = 4
_MOST_DEPTH = 32
_COMPONENTS = {5120: "<i1", 5121: "<u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}
_FULL_SCALE = {"<i1": 127, "<u1": 255, "<i2": 32767, "<u2": 65535}


class ModelError(ValueError):
    """The model is broken, or asks for something that is not read here."""


@dataclass(frozen=True)
class Mesh:
    """Triangles with one base colour. Metres, y up, right-handed, as in the file."""

    name: str
    """Of its node, else of the mesh."""
    positions: Floats
    normals: Floats
    """Unit length, one a vertex."""
    uvs: Floats | None
    """0…1, v downwards."""
    triangles: Indices
    """(n, 3) vertex numbers, counter-clockwise seen from outside."""
    base_colour: Floats
    """Linear RGB, 0…1."""
    is_double_sided: bool


def read_glb(content: bytes) -> list[Mesh]:
    """All meshes of the file's scene. Raises ModelError."""
    try:
        document, binary = _split(content)
        return list(_meshes_of_scene(document, binary))
    except ModelError:
        raise
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error, RecursionError) as error:
        raise ModelError(f"the model cannot be read: {error!r}") from error


def _split(content: bytes) -> tuple[dict[str, Any], bytes]:
    magic, version, _ = struct.unpack_from("<III", content)
    if magic != _MAGIC or version != _VERSION:
        raise ModelError("not a binary glTF 2.0 file")
    chunks: dict[int, bytes] = {}
    position = 12
    while position + 8 <= len(content):
        length, kind = struct.unpack_from("<II", content, position)
        chunks.setdefault(kind, content[position + 8 : position + 8 + length])
        position += 8 + length
    document: dict[str, Any] = json.loads(chunks[_JSON_CHUNK])
    if required := document.get("extensionsRequired"):
        raise ModelError(f"the model needs extensions: {', '.join(map(str, required))}")
    return document, chunks.get(_BINARY_CHUNK, b"")


def _meshes_of_scene(document: dict[str, Any], binary: bytes) -> Iterator[Mesh]:
    scene = document["scenes"][document.get("scene", 0)]
    for number in scene["nodes"]:
        yield from _meshes_of_node(document, binary, number, np.eye(4), depth=0)


def _meshes_of_node(
    document: dict[str, Any], binary: bytes, number: int, parent: Floats, *, depth: int
) -> Iterator[Mesh]:
    if depth > _MOST_DEPTH:
        raise ModelError("the model's nodes are nested too deep")
    node = document["nodes"][number]
    world = parent @ _local_matrix(node)
    if "mesh" in node:
        mesh = document["meshes"][node["mesh"]]
        name = str(node.get("name") or mesh.get("name") or "")
        for primitive in mesh["primitives"]:
            yield _mesh(document, binary, primitive, name, world)
    for child in node.get("children", ()):
        yield from _meshes_of_node(document, binary, child, world, depth=depth + 1)


def _local_matrix(node: dict[str, Any]) -> Floats:
    if "matrix" in node:
        return np.array(node["matrix"], dtype=np.float64).reshape(4, 4).T
    x, y, z, w = node.get("rotation", (0, 0, 0, 1))
    turn = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    matrix = np.eye(4)
    matrix[:3, :3] = turn * np.array(node.get("scale", (1, 1, 1)), dtype=np.float64)
    matrix[:3, 3] = node.get("translation", (0, 0, 0))
    return matrix


def _mesh(document: dict[str, Any], binary: bytes, primitive: dict[str, Any], name: str, world: Floats) -> Mesh:
    if primitive.get("mode", _TRIANGLES) != _TRIANGLES:
        raise ModelError(f"the mesh {name} is not made of triangles")
    attributes = primitive["attributes"]
    local = _accessor(document, binary, attributes["POSITION"])
    count = len(local)
    indices = (
        _accessor(document, binary, primitive["indices"]).astype(np.int64).reshape(-1)
        if "indices" in primitive
        else np.arange(count)
    )
    if len(indices) % 3 or (len(indices) and not 0 <= indices.min() <= indices.max() < count):
        raise ModelError(f"the mesh {name} has triangles without vertices")
    triangles = indices.reshape(-1, 3)
    if np.linalg.det(world[:3, :3]) < 0:
        triangles = triangles[:, ::-1]
    positions = local @ world[:3, :3].T + world[:3, 3]
    if "NORMAL" in attributes:
        normals = _accessor(document, binary, attributes["NORMAL"]) @ np.linalg.inv(world[:3, :3])
    else:
        normals = _flat_normals(positions, triangles)
    uvs = _accessor(document, binary, attributes["TEXCOORD_0"]) if "TEXCOORD_0" in attributes else None
    if len(normals) != count or (uvs is not None and len(uvs) != count):
        raise ModelError(f"the mesh {name} has attributes of different lengths")
    material = document["materials"][primitive["material"]] if "material" in primitive else {}
    colour = material.get("pbrMetallicRoughness", {}).get("baseColorFactor", (1, 1, 1, 1))
    return Mesh(
        name=name,
        positions=positions,
        normals=normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12),
        uvs=uvs,
        triangles=triangles,
        base_colour=np.array(colour[:3], dtype=np.float64),
        is_double_sided=bool(material.get("doubleSided", False)),
    )


def _accessor(document: dict[str, Any], binary: bytes, number: int) -> Floats:
    accessor = document["accessors"][number]
    if "sparse" in accessor:
        raise ModelError("sparse accessors are not read")
    view = document["bufferViews"][accessor["bufferView"]]
    kind = np.dtype(_COMPONENTS[accessor["componentType"]])
    width, count = _WIDTHS[accessor["type"]], int(accessor["count"])
    start = int(view.get("byteOffset", 0)) + int(accessor.get("byteOffset", 0))
    stride = int(view.get("byteStride", 0)) or width * kind.itemsize
    if count < 0 or start < 0 or stride < 0 or start + (count - 1) * stride + width * kind.itemsize > len(binary):
        raise ModelError("an accessor reaches beyond the file's buffer")
    values = np.ndarray((count, width), kind, binary, start, (stride, kind.itemsize)).astype(np.float64)
    return values / _FULL_SCALE[kind.str.replace("|", "<")] if accessor.get("normalized") else values


def _flat_normals(positions: Floats, triangles: Indices) -> Floats:
    """Normals averaged over the faces that meet in a vertex, weighted by their areas."""
    corners = positions[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(positions)
    for corner in range(3):
        np.add.at(normals, triangles[:, corner], faces)
    return normals
