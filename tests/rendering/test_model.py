"""Products drawn from their 3D model, and the reader of binary glTF behind them."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.rendering.scenes import flat

from monogram import demo
from monogram.rendering.gltf import ModelError, read_glb
from monogram.rendering.model import render_model
from monogram.rendering.product_photo import PAPER


def glb(document: dict[str, Any], binary: bytes) -> bytes:
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(binary), 0x004E4942) + binary
    return struct.pack("<III", 0x46546C67, 2, 12 + len(chunks)) + chunks


def upright_card(node: dict[str, Any] | None = None, *, with_normals: bool = True) -> bytes:
    """A card of 2 × 1 m that stands upright and faces the camera, its picture's top left at its own."""
    positions = np.array([[-1, 1, 0], [1, 1, 0], [1, 0, 0], [-1, 0, 0]], dtype="<f4").tobytes()
    normals = np.array([[0, 0, 1]] * 4, dtype="<f4").tobytes()
    uvs = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype="<f4").tobytes()
    indices = np.array([0, 3, 2, 0, 2, 1], dtype="<u2").tobytes()
    parts = [positions, normals, uvs, indices]
    starts = np.cumsum([0, *(len(part) for part in parts)]).tolist()
    attributes = {"POSITION": 0, "NORMAL": 1, "TEXCOORD_0": 2}
    if not with_normals:
        del attributes["NORMAL"]
    kinds = [(5126, 4, "VEC3"), (5126, 4, "VEC3"), (5126, 4, "VEC2"), (5123, 6, "SCALAR")]
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "card", "mesh": 0, **(node or {})}],
        "meshes": [{"primitives": [{"attributes": attributes, "indices": 3, "material": 0}]}],
        "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [0.5, 0.6, 0.7, 1]}, "doubleSided": True}],
        "buffers": [{"byteLength": starts[-1]}],
        "bufferViews": [
            {"buffer": 0, "byteOffset": start, "byteLength": len(part)}
            for start, part in zip(starts, parts, strict=False)
        ],
        "accessors": [
            {"bufferView": number, "componentType": component, "count": count, "type": kind}
            for number, (component, count, kind) in enumerate(kinds)
        ],
    }
    return glb(document, b"".join(parts))


def two_nodes(first: bytes, second: bytes) -> bytes:
    """Both cards in one file: they have the same mesh."""
    length = struct.unpack_from("<I", first, 12)[0]
    document = json.loads(first[20 : 20 + length])
    document["nodes"] += json.loads(second[20 : 20 + struct.unpack_from("<I", second, 12)[0]])["nodes"]
    document["scenes"] = [{"nodes": [0, 1]}]
    return glb(document, first[28 + length :])


def halves(left: tuple[int, int, int], right: tuple[int, int, int]) -> NDArray[np.uint8]:
    return np.concatenate([flat(50, 50, *left, 255), flat(50, 50, *right, 255)], axis=1)


def test_a_mesh_is_read_as_it_was_written() -> None:
    (mesh,) = read_glb(upright_card())

    assert mesh.name == "card"
    assert mesh.positions.tolist() == [[-1, 1, 0], [1, 1, 0], [1, 0, 0], [-1, 0, 0]]
    assert mesh.normals.tolist() == [[0, 0, 1]] * 4
    assert mesh.uvs is not None
    assert mesh.uvs.tolist() == [[0, 0], [1, 0], [1, 1], [0, 1]]
    assert mesh.triangles.tolist() == [[0, 3, 2], [0, 2, 1]]
    assert mesh.base_colour.tolist() == [0.5, 0.6, 0.7]
    assert mesh.is_double_sided


def test_node_transforms_move_turn_and_stretch() -> None:
    quarter = [0, float(np.sin(np.pi / 4)), 0, float(np.cos(np.pi / 4))]

    (mesh,) = read_glb(upright_card({"translation": [5, 0, 0], "rotation": quarter, "scale": [2, 3, 1]}))

    assert mesh.positions[1] == pytest.approx([5, 3, -2])
    assert mesh.normals[0] == pytest.approx([1, 0, 0])


def test_a_mirroring_node_keeps_the_outside_outside() -> None:
    (mesh,) = read_glb(upright_card({"scale": [-1, 1, 1]}))

    a, b, c = mesh.positions[mesh.triangles[0]]
    assert np.cross(b - a, c - a)[2] > 0


def test_missing_normals_are_made() -> None:
    (mesh,) = read_glb(upright_card(with_normals=False))

    assert mesh.normals.tolist() == [[0, 0, 1]] * 4


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_refused_and_never_crashes(data: st.DataObject) -> None:
    whole = bytearray(upright_card())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))])

    try:
        meshes = read_glb(damaged)
    except ModelError:
        return
    assert all(len(mesh.normals) == len(mesh.positions) for mesh in meshes)


def test_a_node_that_holds_itself_is_refused() -> None:
    with pytest.raises(ModelError, match="nested"):
        read_glb(upright_card({"children": [0]}))


def test_the_design_lies_the_right_way_round_on_its_mesh() -> None:
    picture = render_model(upright_card(), halves((220, 20, 20), (20, 20, 220)), print_mesh="card", size=200)

    assert picture.shape == (200, 200, 3)
    left, right = picture[95, 70].astype(int), picture[95, 130].astype(int)
    assert left[0] > 2 * left[2]
    assert right[2] > 2 * right[0]


def test_clear_parts_of_the_design_show_the_products_colour() -> None:
    picture = render_model(upright_card(), flat(8, 4, 255, 0, 0, 0), print_mesh="card", size=100)

    red, green, blue = picture[48, 50].astype(int)
    assert red < green < blue


def test_around_the_product_lies_the_studios_paper() -> None:
    picture = render_model(upright_card(), None, print_mesh="card", size=100)

    assert [picture[y, x].tolist() for x, y in ((0, 0), (99, 0))] == [list(PAPER)] * 2


def test_the_camera_walks_round_to_a_design_on_the_back() -> None:
    turned = upright_card({"rotation": [0, 1, 0, 0]})

    picture = render_model(turned, halves((220, 20, 20), (20, 20, 220)), print_mesh="card", size=200)

    assert picture[95, 70, 0] > 2 * picture[95, 70, 2]
    assert picture[95, 130, 2] > 2 * picture[95, 130, 0]


def test_the_same_model_gives_the_same_picture() -> None:
    design = halves((1, 2, 3), (200, 100, 0))

    first, second = (render_model(upright_card(), design, print_mesh="card", size=80) for _ in range(2))

    assert np.array_equal(first, second)


def test_a_model_without_the_print_mesh_is_refused() -> None:
    with pytest.raises(ModelError, match="no mesh label"):
        render_model(upright_card(), None, print_mesh="label", size=80)


@pytest.mark.parametrize("size", [60, 61, 600])
def test_the_picture_has_exactly_the_asked_size(size: int) -> None:
    assert render_model(upright_card(), None, print_mesh="card", size=size).shape == (size, size, 3)


def test_a_design_does_not_stay_for_the_next() -> None:
    before = render_model(upright_card(), None, print_mesh="card", size=80)

    render_model(upright_card(), flat(20, 10, 255, 0, 0, 255), print_mesh="card", size=80)

    assert np.array_equal(render_model(upright_card(), None, print_mesh="card", size=80), before)


def test_light_multiplies_the_print_and_gloss_is_added() -> None:
    black, white, colour = (
        render_model(upright_card(), flat(20, 10, *shade, 255), print_mesh="card", size=100).astype(int)
        for shade in ((0, 0, 0), (255, 255, 255), (204, 102, 51))
    )

    expected = black + (white - black) * np.array([204, 102, 51]) / 255
    assert np.abs(colour - expected).max() <= 1
    assert (white - black).max() > 100


def test_what_is_nearer_hides_the_print() -> None:
    printed, screen = upright_card({"name": "card"}), upright_card({"name": "screen", "translation": [0, 0, 0.5]})
    both = two_nodes(printed, screen)

    hidden = render_model(both, flat(20, 10, 255, 0, 0, 255), print_mesh="card", size=100)
    seen = render_model(both, flat(20, 10, 255, 0, 0, 255), print_mesh="screen", size=100)

    assert np.ptp(hidden[48, 50].astype(int)) < 60
    assert seen[48, 50, 0] > 2 * seen[48, 50, 2]


def test_lines_finer_than_a_pixel_become_their_mean() -> None:
    stripes = np.full((1000, 2000, 4), 255, dtype=np.uint8)
    stripes[:, ::2, :3] = 0

    picture = render_model(upright_card(), stripes, print_mesh="card", size=100)

    middle = picture[40:55, 35:65].astype(int)
    assert np.ptp(middle.sum(axis=2)) < 60
    white = render_model(upright_card(), flat(20, 10, 255, 255, 255, 255), print_mesh="card", size=100)
    assert np.abs(middle.mean() / white[40:55, 35:65].mean() - 0.5) < 0.05


def test_meshes_meet_without_cracks() -> None:
    """Their corners and edges do not fall together, and Skia draws triangles without smoothing."""
    mug = (Path(demo.__file__).parent / "assets/products/mug/mug.glb").read_bytes()

    foot = render_model(mug, None, print_mesh="print_area", size=600)[485:506, 130:400].astype(int).sum(axis=2)

    around = [foot[1:-1, :-2], foot[1:-1, 2:], foot[:-2, 1:-1], foot[2:, 1:-1]]
    assert not (foot[1:-1, 1:-1] < np.minimum.reduce(around) - 12).any()
