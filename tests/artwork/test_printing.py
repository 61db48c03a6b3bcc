"""What printers get: the area's own format, a plate for each further ink, a print that is what was shown."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pikepdf
import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from tests.artwork.conftest import MakeItem
from tests.designs.documents import image_layer, text_layer
from tests.images import pictures
from tests.rendering.pdf_files import press_profile

from monogram.artwork.models import ItemAsset
from monogram.artwork.services import prepare_item
from monogram.catalogue.models import PressProfile, PrintArea
from monogram.companies.models import Company
from monogram.designs.models import PrintJob
from monogram.files import services as files
from monogram.images.services import accept_upload
from monogram.orders.models import ItemType, OrderItem

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

MakePrintJob = Callable[..., PrintJob]
WHITE_WORD = {"id": "white", "ink": "white", "transform": [1, 0, 0, 1, 50, 90]}


@pytest.fixture
def buy(make_item: MakeItem, make_print_job: MakePrintJob) -> Callable[..., OrderItem]:
    """A line that buys the shirt with these layers, made as the area says."""

    def make(*layers: dict[str, object], **area: object) -> OrderItem:
        PrintArea.objects.update(**{"inks": ["white", "cut"], **area})
        job = make_print_job(*layers)
        return make_item(type=ItemType.PRINT_JOB, product=job.product, print_job=job)

    return make


def separations(pdf: pikepdf.Pdf) -> set[str]:
    """The names of all single inks in the file."""
    spaces = [found for found in pdf.objects if isinstance(found, pikepdf.Array) and len(found) == 4]
    return {str(space[1]) for space in spaces if space[0] == "/Separation"}


def outputs(item: OrderItem) -> list[ItemAsset]:
    return [asset for asset in prepare_item(item) if asset.kind == "output"]


@pytest.mark.parametrize(
    ("output_format", "name", "media_type", "beginning"),
    [
        ("png", "output-1.png", "image/png", b"\x89PNG"),
        ("jpeg", "output-1.jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("tiff", "output-1.tif", "image/tiff", b"II*\x00"),
        ("pdf", "output-1.pdf", "application/pdf", b"%PDF-1."),
        ("svg", "output-1.svg", "image/svg+xml", b"<?xml"),
    ],
)
def test_a_print_file_is_written_in_the_areas_format(
    buy: Callable[..., OrderItem], output_format: str, name: str, media_type: str, beginning: bytes
) -> None:
    (output,) = outputs(buy(output_format=output_format, dpi=100))

    assert (output.name, output.description, output.artwork.media_type) == (name, "Front", media_type)
    assert files.read(output.artwork.file).startswith(beginning)
    assert (output.artwork.width, output.artwork.height, output.artwork.dpi) == (409, 508, 100)


def test_a_pdf_for_the_press_has_boxes_marks_and_its_condition(buy: Callable[..., OrderItem]) -> None:
    press = PressProfile.objects.create(
        name="Coated", condition="FOGRA39", file=ContentFile(press_profile(), "coated.icc")
    )

    (output,) = outputs(
        buy(output_format="pdfx", press_profile=press, converts_to_cmyk=True, has_marks=True, underbase_choke=0.3)
    )

    with pikepdf.open(io.BytesIO(files.read(output.artwork.file))) as pdf:
        (page,) = pdf.pages
        trim, bleed, media = ([float(side) for side in page[box]] for box in ("/TrimBox", "/BleedBox", "/MediaBox"))
        (intent,) = pdf.Root.OutputIntents
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((100 / 25.4 * 72, 125 / 25.4 * 72), abs=0.01)
        assert trim[0] - bleed[0] == pytest.approx(2 / 25.4 * 72, abs=0.01)
        assert media[0] < bleed[0]
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert intent.DestOutputProfile.read_bytes() == press_profile()
        assert "/Spot Colour White" in separations(pdf)


def test_pixels_hold_the_process_colours_and_every_further_ink_has_a_plate(buy: Callable[..., OrderItem]) -> None:
    process, plate = outputs(buy(text_layer(), text_layer("White", **WHITE_WORD), dpi=100))

    assert [(process.name, process.description), (plate.name, plate.description)] == [
        ("output-1.png", "Front"),
        ("output-2.png", "Front, white"),
    ]
    ink = np.asarray(Pillow.open(io.BytesIO(files.read(process.artwork.file))))[..., 3]
    film = Pillow.open(io.BytesIO(files.read(plate.artwork.file)))
    rows = np.flatnonzero(ink.max(axis=1)) / 100 * 25.4 - 2
    black = np.flatnonzero((255 - np.asarray(film)).max(axis=1)) / 100 * 25.4 - 2
    assert film.mode == "L"
    assert 50 < rows.min() < rows.max() < 70
    assert 80 < black.min() < black.max() < 100


def test_a_design_of_one_further_ink_is_its_plate_alone(buy: Callable[..., OrderItem]) -> None:
    (plate,) = outputs(buy(text_layer("White", **WHITE_WORD), dpi=100))

    assert (plate.name, plate.description) == ("output-1.png", "Front, white")


def test_a_pdf_holds_every_ink_in_one_file(buy: Callable[..., OrderItem]) -> None:
    (output,) = outputs(buy(text_layer(), text_layer("White", **WHITE_WORD), output_format="pdf"))

    with pikepdf.open(io.BytesIO(files.read(output.artwork.file))) as pdf:
        assert "/Spot Colour White" in separations(pdf)


def test_every_print_of_pixels_is_compared_with_what_was_shown(
    buy: Callable[..., OrderItem], retailer: Company
) -> None:
    image = accept_upload(company=retailer, file_name="a.png", content=pictures.encoded("PNG"))

    (output,) = outputs(buy(text_layer(), image_layer(image.pk, transform=[1, 0, 0, 1, 50, 90])))

    found = output.artwork.comparison
    assert found is not None
    assert found.keys() == {"ssim", "shift", "share_over_8"}
    assert 0.99 <= found["ssim"] <= 1
    assert found["shift"] <= 0.05
    assert found["share_over_8"] <= 0.05


def test_another_format_is_another_file(buy: Callable[..., OrderItem], make_item: MakeItem) -> None:
    item = buy(dpi=100)
    again = make_item(type=ItemType.PRINT_JOB, product=item.product, print_job=item.print_job)
    (first,) = outputs(item)
    PrintArea.objects.update(output_format="tiff")

    (second,) = outputs(OrderItem.objects.get(pk=again.pk))

    assert (first.name, second.name) == ("output-1.png", "output-1.tif")
    assert first.artwork.source_hash != second.artwork.source_hash
