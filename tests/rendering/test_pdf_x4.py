"""PDF/X-4: what a press's preflight asks for, read back; and colours in the press's inks."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pikepdf
import pytest
import pyvips
from PIL import Image
from tests.rendering.pdf_files import (
    HASH,
    PHOTO,
    drawing_streams,
    logo,
    operators,
    pdf_of,
    photograph,
    pictures,
    press_profile,
    rasterise,
    read,
    report_of,
)
from tests.rendering.pdf_rules import metadata, x4_faults
from tests.rendering.scenes import box as rectangle
from tests.rendering.scenes import filled, pictured, png
from tests.rendering.test_pdf import CLEARING, LINEAR, STAR

from monogram.layout.operations import GroupOperation, Operation, Shadow, Stroke
from monogram.rendering.pdf import Marks, Underbase
from monogram.rendering.profiles import ProfileError

MARKS = Marks(slug="Front", colour_bar=True)
SCENE: list[Operation] = [
    filled(rectangle(-90, -90, 90, 90), LINEAR, layer=""),
    filled(rectangle(5, 12, 45, 36), CLEARING, opacity=0.7, stroke=Stroke(LINEAR, 2)),
    pictured("photo", (20, 3, -2, 15, 4, 3), opacity=0.9),
    pictured("logo", (9, 0, 0, 9, 30, 3)),
    GroupOperation("g", (filled(STAR, "#c02040"),), 0.9, "multiply", Shadow("#203050", 0.6, 1, 1, 0.5)),
    GroupOperation("w", (filled(STAR, "#ffffff"),), ink="white"),
    GroupOperation("c", (filled(STAR, None, stroke=Stroke("#ff00ff", 0.1)),), ink="cut"),
]


@pytest.mark.parametrize("convert_to_cmyk", [False, True])
@pytest.mark.parametrize("mask", [None, png(np.full((20, 20), 200, np.uint8))])
def test_a_busy_page_keeps_the_rules_of_the_standard(convert_to_cmyk: bool, mask: bytes | None) -> None:
    content = pdf_of(
        SCENE,
        mask=mask,
        bleed=3,
        marks=MARKS,
        standard="x4",
        press_profile=press_profile(),
        convert_to_cmyk=convert_to_cmyk,
        underbase=Underbase(),
    )

    assert x4_faults(content) == []
    assert report_of("pdffonts", content) == []


@pytest.mark.parametrize("wishes", [{}, {"press_profile": "given"}])
def test_a_plain_file_does_not_claim_the_standard(wishes: dict[str, Any]) -> None:
    profile = press_profile() if wishes else None

    pdf = read(pdf_of(SCENE, press_profile=profile))

    assert "pdfxid:GTS_PDFXVersion" not in metadata(pdf)
    assert ("/OutputIntents" in pdf.Root) is bool(wishes)


def test_the_output_intent_holds_the_profile_that_was_given() -> None:
    pdf = read(pdf_of([], standard="x4", press_profile=press_profile(), press_condition="FOGRA39"))

    (intent,) = list(pdf.Root.OutputIntents)
    assert intent.DestOutputProfile.read_bytes() == press_profile()
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert str(intent.Info) == "Artifex CMYK SWOP Profile"


def test_the_file_tells_its_title_its_hash_and_the_given_instant() -> None:
    pdf = read(pdf_of([], title='<Mug> & "co"\n', standard="x4", press_profile=press_profile()))

    said = metadata(pdf)
    assert said["dc:title"] == str(pdf.trailer.Info.Title) == '<Mug> & "co"'
    assert said["dc:identifier"] == f"sha256:{HASH}"
    assert said["xmp:CreateDate"] == "2026-01-02T03:04:05+00:00"
    assert str(pdf.trailer.Info.CreationDate) == "D:20260102030405+00'00'"


def test_the_reader_of_the_rules_finds_faults() -> None:
    pdf = read(pdf_of(SCENE, standard="x4", press_profile=press_profile()))
    page = pdf.pages[0]
    page.obj.TrimBox = pikepdf.Array([-5, 0, 90, 90])
    page.obj.Annots = pikepdf.Array([])
    page.obj.AA = pikepdf.Dictionary()
    page.Contents = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f")
    pictures(pdf)[0].ColorSpace = pikepdf.Name.DeviceRGB
    del pdf.Root.OutputIntents
    file = io.BytesIO()
    pdf.save(file, force_version="1.7")

    found = x4_faults(file.getvalue())

    for fault in (
        "version is b'%PDF-1.7'",
        "0 output intents",
        "annotations",
        "/AA in the file",
        "operator rg",
        "DeviceRGB",
    ):
        assert fault in found
    assert any(fault.startswith("the box") for fault in found)


# Colours in the press's inks


def cmyk_pdf(operations: list[Operation], **wishes: Any) -> pikepdf.Pdf:
    return read(pdf_of(operations, press_profile=press_profile(), convert_to_cmyk=True, **wishes))


def by_the_profile(pixels: np.ndarray[Any, Any], tmp_path: Any) -> np.ndarray[Any, Any]:
    """sRGB pixels in inks 0…255, by Pillow: another library than the one under test."""
    from PIL import ImageCms

    srgb, press = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(press_profile()))
    converted = ImageCms.profileToProfile(
        Image.fromarray(pixels),
        srgb,
        press,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return np.asarray(converted)


def test_colours_are_converted_by_the_profile_and_black_is_black_ink_alone(tmp_path: Any) -> None:
    colours = ["#ff8000", "#204080", "#ffffff", "#000000"]

    pdf = cmyk_pdf([filled(rectangle(n, 0, n + 1, 1), colour) for n, colour in enumerate(colours)])

    inks = [[float(part) for part in operands] for operator, operands in operators(pdf) if operator == "k"]
    expected = by_the_profile(np.array([[[255, 128, 0], [32, 64, 128], [255, 255, 255]]], np.uint8), tmp_path) / 255
    assert np.abs(np.array(inks[:3]) - expected[0]).max() < 0.01
    assert inks[3] == [0, 0, 0, 1]


def test_no_rgb_is_left_in_a_converted_file() -> None:
    pdf = cmyk_pdf(SCENE, bleed=3, marks=MARKS)

    content = b"".join(stream.read_bytes() for stream in drawing_streams(pdf))
    assert b"ICCBased" not in b"".join(repr(item).encode() for item in pdf.objects)
    assert not {"rg", "RG"} & {operator for operator, _ in operators(pdf)}
    assert b" k" in content


def test_a_photograph_becomes_a_jpeg_of_inks_that_reads_the_right_way_round(tmp_path: Any) -> None:
    pdf = cmyk_pdf([pictured("photo", (40, 0, 0, 30, 4, 3))])

    (image,) = pictures(pdf)
    assert (str(image.Filter), str(image.ColorSpace)) == ("/DCTDecode", "/DeviceCMYK")
    assert [int(end) for end in image.Decode] == [1, 0] * 4
    stored = pyvips.Image.new_from_buffer(image.read_raw_bytes(), "").numpy()
    # libvips, as most readers of JPEG files, turns the inks over itself; what is stored is their inverse
    assert np.abs(stored.astype(int) - by_the_profile(photograph(), tmp_path)).mean() < 2
    assert image.read_raw_bytes() != PHOTO


def test_inks_shown_by_poppler_are_those_of_the_picture() -> None:
    """Paper where the photograph is white and dark where it is black: an inverted picture would show the opposite."""
    ramp = np.repeat(np.linspace(0, 255, 200).astype(np.uint8)[np.newaxis, :, np.newaxis], 50, axis=0).repeat(3, axis=2)
    file = io.BytesIO()
    Image.fromarray(ramp).save(file, "JPEG", quality=95)

    shown = rasterise(
        pdf_of(
            [pictured("ramp", (50.8, 0, 0, 38.1, 0, 0))],
            images={"ramp": file.getvalue()},
            press_profile=press_profile(),
            convert_to_cmyk=True,
        ),
        72,
    )

    assert shown[:, 5].mean() < 60
    assert shown[:, -5].mean() > 240


def test_a_picture_with_transparency_keeps_its_alpha_grey(tmp_path: Any) -> None:
    pdf = cmyk_pdf([pictured("logo", (9, 0, 0, 9, 0, 0))])

    (image,) = pictures(pdf)
    assert str(image.ColorSpace) == "/DeviceCMYK"
    assert str(image.SMask.ColorSpace) == "/DeviceGray"
    inks = np.frombuffer(image.read_bytes(), np.uint8).reshape(200, 200, 4)
    assert np.abs(inks.astype(int) - by_the_profile(np.ascontiguousarray(logo()[..., :3]), tmp_path)).max() <= 2


def test_a_gradient_runs_through_the_inks_of_each_of_its_colours(tmp_path: Any) -> None:
    pdf = cmyk_pdf([filled(rectangle(0, 0, 40, 20), LINEAR)])

    (function,) = [
        item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/ShadingType") == 2
    ]
    first, second = list(function.Function.Functions)
    assert str(function.ColorSpace) == "/DeviceCMYK"
    samples = np.frombuffer(first.read_bytes(), np.uint8).reshape(-1, 4)
    middle = by_the_profile(np.array([[[255, 0, 0], [144, 80, 32], [32, 160, 64]]], np.uint8), tmp_path)[0]
    assert np.abs(samples[[0, 16, 32]].astype(int) - middle).max() <= 2
    assert len(second.read_bytes()) == 33 * 4


# Profiles


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda content: b"", "not an ICC profile"),
        (lambda content: content[:5000], "cut short"),
        (lambda content: content + b"\0", "cut short"),
        (lambda content: content[:36] + b"nope" + content[40:], "not an ICC profile"),
        (lambda content: content[:12] + b"mntr" + content[16:], "class prtr"),
        (lambda content: content[:16] + b"RGB " + content[20:], "not one of CMYK"),
        (lambda content: content[:128] + b"\xff\xff\xff\xff" + content[132:], "table of contents"),
        (lambda content: content[:132] + content[132:].replace(b"B2A0", b"X2A0", 1), "lacks its tables"),
    ],
)
def test_a_broken_press_profile_is_refused_in_words(spoil: Any, reason: str) -> None:
    with pytest.raises(ProfileError, match=reason):
        pdf_of([], standard="x4", press_profile=spoil(press_profile()))
