"""Products as binary glTF, for the browser and for the server: plain meshes, colours, one print mesh."""

import json
import struct
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .geometry import Array, Mesh

PRINT_MESH = "print_area"
SHARP = np.radians(38)
"""Faces that meet at a larger angle show an edge."""
UP = np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])
"""From z upwards, as the studio models, to glTF's y upwards: for row vectors."""
_ARRAYS, _ELEMENTS, _FLOATS, _SHORTS = 34962, 34963, 5126, 5123


@dataclass(frozen=True)
class Finish:
    """A material. `colour` is linear; `grain`, grey levels round 255, multiplies it where the mesh has UVs."""

    name: str
    colour: tuple[float, float, float]
    roughness: float
    metallic: float = 0.0
    grain: NDArray[np.uint8] | None = None


@dataclass(frozen=True)
class Part:
    """A mesh of one finish. That of the name `PRINT_MESH` has UVs 0…1 over the print area, v downwards."""

    name: str
    mesh: Mesh
    finish: Finish


@dataclass
class _Store:
    blob: bytearray = field(default_factory=bytearray)
    views: list[dict[str, Any]] = field(default_factory=list)
    accessors: list[dict[str, Any]] = field(default_factory=list)

    def view(self, raw: bytes, target: int | None = None) -> int:
        entry = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(raw)}
        self.views.append(entry | ({"target": target} if target else {}))
        self.blob.extend(raw + b"\0" * (-len(raw) % 4))
        return len(self.views) - 1

    def add(self, values: NDArray[Any], kind: str, *, target: int = _ARRAYS, component: int = _FLOATS) -> int:
        count = len(values) if kind != "SCALAR" else values.size
        view = self.view(values.tobytes(), target)
        self.accessors.append({"bufferView": view, "componentType": component, "count": count, "type": kind})
        return len(self.accessors) - 1


def write_glb(path: Path, name: str, parts: list[Part]) -> None:
    """Write the parts, y upwards, in metres."""
    store = _Store()
    finishes = list({part.finish.name: part.finish for part in parts}.values())
    meshes = []
    for part in parts:
        primitive = {**_primitive(store, part), "material": [one.name for one in finishes].index(part.finish.name)}
        meshes.append({"name": part.name, "primitives": [primitive]})
    grains = [one for one in finishes if one.grain is not None]
    document: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": "Monogram studio"},
        "scene": 0,
        "scenes": [{"name": name, "nodes": list(range(len(meshes)))}],
        "nodes": [{"name": mesh["name"], "mesh": number} for number, mesh in enumerate(meshes)],
        "meshes": meshes,
        "materials": [_material(one, grains) for one in finishes],
    }
    if grains:
        document["images"] = [{"bufferView": store.view(_jpeg(one)), "mimeType": "image/jpeg"} for one in grains]
        document["samplers"] = [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}]
        document["textures"] = [{"source": number, "sampler": 0} for number in range(len(grains))]
    document |= {"buffers": [{"byteLength": len(store.blob)}], "bufferViews": store.views, "accessors": store.accessors}
    _write_container(path, document, bytes(store.blob))


def _material(finish: Finish, grains: list[Finish]) -> dict[str, Any]:
    surface: dict[str, Any] = {
        "baseColorFactor": [*finish.colour, 1],
        "metallicFactor": finish.metallic,
        "roughnessFactor": finish.roughness,
    }
    if finish.grain is not None:
        surface["baseColorTexture"] = {"index": grains.index(finish)}
    return {"name": finish.name, "pbrMetallicRoughness": surface}


def _jpeg(finish: Finish) -> bytes:
    file = BytesIO()
    Image.fromarray(np.asarray(finish.grain)).save(file, "JPEG", quality=82)
    return file.getvalue()


def _primitive(store: _Store, part: Part) -> dict[str, Any]:
    positions, normals, uvs, triangles = _corners(part.mesh)
    attributes = {
        "POSITION": store.add(positions.astype("<f4"), "VEC3"),
        "NORMAL": store.add(normals.astype("<f4"), "VEC3"),
    }
    place = positions.astype("<f4")
    store.accessors[attributes["POSITION"]] |= {"min": place.min(axis=0).tolist(), "max": place.max(axis=0).tolist()}
    if uvs is not None and (part.name == PRINT_MESH or part.finish.grain is not None):
        attributes["TEXCOORD_0"] = store.add(uvs.astype("<f4"), "VEC2")
    index = triangles.astype("<u2").reshape(-1)
    return {
        "attributes": attributes,
        "indices": store.add(index, "SCALAR", target=_ELEMENTS, component=_SHORTS),
    }


def _corners(mesh: Mesh) -> tuple[Array, Array, Array | None, NDArray[np.int64]]:
    """Vertices with one normal each: those on a sharp edge come once for each side of it."""
    triangles = np.array([(face[0], face[at], face[at + 1]) for face in mesh.faces for at in range(1, len(face) - 1)])
    corners = mesh.vertices[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    sizes = np.linalg.norm(faces, axis=1)
    kept = sizes > 1e-14
    triangles, faces, sizes = triangles[kept], faces[kept], sizes[kept]
    looks = faces / sizes[:, None]
    places = np.unique(np.round(mesh.vertices * 1e7).astype(np.int64), axis=0, return_inverse=True)[1].reshape(-1)
    around: dict[int, list[int]] = {}
    for number, triangle in enumerate(triangles):
        for vertex in triangle:
            around.setdefault(int(places[vertex]), []).append(number)
    made: dict[tuple[int, ...], int] = {}
    positions: list[Array] = []
    normals: list[Array] = []
    uvs: list[Array] = []
    indices: list[int] = []
    for number, triangle in enumerate(triangles):
        for vertex in triangle:
            near = np.array(around[int(places[vertex])])
            alike = near[looks[near] @ looks[number] > np.cos(SHARP)]
            normal = faces[alike].sum(axis=0)
            normal /= np.linalg.norm(normal)
            key = (int(vertex), *np.round(normal * 500).astype(int).tolist())
            if key not in made:
                made[key] = len(positions)
                positions.append(mesh.vertices[vertex])
                normals.append(normal)
                if mesh.uvs is not None:
                    uvs.append(mesh.uvs[vertex])
            indices.append(made[key])
    flat = np.array(uvs) if mesh.uvs is not None else None
    return np.array(positions), np.array(normals), flat, np.array(indices).reshape(-1, 3)


def _write_container(path: Path, document: dict[str, Any], blob: bytes) -> None:
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    path.parent.mkdir(parents=True, exist_ok=True)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(blob), 0x004E4942) + blob
    path.write_bytes(struct.pack("<III", 0x46546C67, 2, 12 + len(chunks)) + chunks)


def with_uvs(mesh: Mesh, times: tuple[float, float], plus: tuple[float, float]) -> Mesh:
    """The mesh with its UVs stretched and moved."""
    if mesh.uvs is None:
        raise ValueError("the mesh has no UVs")
    return Mesh(mesh.vertices, mesh.faces, mesh.uvs * times + plus)


def turned(mesh: Mesh, matrix: Array) -> Mesh:
    """The mesh with its vertices, as rows, times a matrix."""
    return Mesh(mesh.vertices @ matrix, mesh.faces, mesh.uvs)
