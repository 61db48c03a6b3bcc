"""Stored files are looked at and drawn again; whatever is found, they stay."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.artwork.conftest import MakeItem
from tests.rendering.repacking import repacked

from monogram.artwork.models import Artwork
from monogram.artwork.services import keep_artwork, prepare_item
from monogram.artwork.verification import Finding, verify_item
from monogram.catalogue.models import PrintArea
from monogram.common.signing import sha256_hex
from monogram.files import services as files
from monogram.orders.models import ItemType, OrderItem

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def made(bought: OrderItem) -> OrderItem:
    PrintArea.objects.update(dpi=100)
    fresh = OrderItem.objects.get(pk=bought.pk)
    prepare_item(fresh)
    return OrderItem.objects.get(pk=bought.pk)


def findings(item: OrderItem) -> list[tuple[str, Finding]]:
    return [(verified.asset.name, verified.finding) for verified in verify_item(item)]


def test_what_is_drawn_again_is_the_same(made: OrderItem) -> None:
    assert findings(made) == [("output-1.png", Finding.SAME), ("thumbnail-1.png", Finding.SAME)]


def test_of_what_a_changed_product_would_make_only_the_bytes_are_looked_at(made: OrderItem) -> None:
    PrintArea.objects.update(dpi=120)

    assert findings(OrderItem.objects.get(pk=made.pk))[0] == ("output-1.png", Finding.INTACT)


def test_damaged_and_missing_files_are_found_and_stay(made: OrderItem) -> None:
    output, thumbnail = (asset.artwork for asset in made.assets.select_related("artwork"))
    path = files.path(output.file)
    assert path is not None
    path.write_bytes(b"damaged")
    files.path(thumbnail.file).unlink()  # type: ignore[union-attr]  # the tests' storage is a folder

    assert findings(made) == [("output-1.png", Finding.DAMAGED), ("thumbnail-1.png", Finding.MISSING)]
    assert path.read_bytes() == b"damaged"


def test_a_file_that_is_packed_otherwise_is_the_same(made: OrderItem) -> None:
    for asset in made.assets.select_related("artwork"):
        packed = repacked(files.read(asset.artwork.file))
        key = files.store(packed, folder="artwork", suffix="png")
        Artwork.objects.filter(pk=asset.artwork_id).update(file=key, sha256=sha256_hex(packed))

    assert findings(made) == [("output-1.png", Finding.SAME), ("thumbnail-1.png", Finding.SAME)]


def test_a_file_that_comes_out_otherwise_is_told_and_not_replaced(made: OrderItem) -> None:
    output = made.assets.get(name="output-1.png").artwork
    other = keep_artwork(source="o" * 64, area_name="Front", content=b"of an older renderer", width=1, height=1, dpi=1)
    Artwork.objects.filter(pk=output.pk).update(file=other.file, sha256=other.sha256)

    assert findings(made)[0] == ("output-1.png", Finding.CHANGED)
    assert files.read(Artwork.objects.get(pk=output.pk).file) == b"of an older renderer"


def test_what_came_from_outside_is_intact(make_item: MakeItem, bought: OrderItem) -> None:
    item = make_item(type=ItemType.EXTERNAL_URL, product=bought.product)
    kept = keep_artwork(source="e" * 64, area_name="Front", content=b"a picture", width=1, height=1, dpi=None)
    item.assets.create(kind="output", name="output-1.png", description="Front", artwork=kept)

    assert findings(item) == [("output-1.png", Finding.INTACT)]


def test_the_command_lists_what_it_found(made: OrderItem) -> None:
    out = io.StringIO()

    call_command("verify_artwork", made.order.ref, stdout=out)

    assert out.getvalue().splitlines() == [
        f"{made.order.ref} {made.ref} {name}: drawn again, it is the same, byte for byte"
        for name in ("output-1.png", "thumbnail-1.png")
    ]


def test_the_command_fails_where_a_file_is_not_as_it_was(made: OrderItem) -> None:
    path = files.path(made.assets.get(name="output-1.png").artwork.file)
    assert path is not None
    path.write_bytes(b"damaged")
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 of the files are not as they were"):
        call_command("verify_artwork", made.order.ref, stdout=out)

    assert f"{made.ref} output-1.png: its bytes are not those that were stored" in out.getvalue()


def test_the_command_refuses_an_order_that_it_does_not_know() -> None:
    with pytest.raises(CommandError, match="There is no order NOPE"):
        call_command("verify_artwork", "NOPE")


def test_another_process_draws_the_same_bytes(tmp_path: Path) -> None:
    """The command line draws one sample twice, in processes with other hash seeds."""
    sample = Path(__file__).parents[2] / "spec/examples/birthday-arc.json"
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "monogram.config.cli", "render", sample, "-o", tmp_path / f"{seed}.png"],
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
            cwd=Path(__file__).parents[2],
        )

    assert (tmp_path / "1.png").read_bytes() == (tmp_path / "2.png").read_bytes()
