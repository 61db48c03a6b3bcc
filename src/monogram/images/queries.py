"""Reads of pictures."""

from __future__ import annotations

from collections.abc import Iterable

from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.errors import ImageNotFoundError
from monogram.images.models import Image
from monogram.layout.drawing import Drawing, load_drawing


def image_by_id(image_id: str) -> Image:
    """The picture of that id, whoever owns it: the id cannot be guessed and is the only key to it.

    Raises ImageNotFoundError.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        raise ImageNotFoundError
    return image


def image_for(company: Company, image_id: str) -> Image:
    """A picture of this company. Raises ImageNotFoundError, also for one of another company."""
    image = Image.objects.filter(pk=image_id, company=company).first()
    if image is None:
        raise ImageNotFoundError
    return image


def images_by_id(image_ids: Iterable[str]) -> dict[str, Image]:
    """The pictures of these ids; what does not exist is left out."""
    return Image.objects.in_bulk(list(set(image_ids)))


def drawing_of(image: Image) -> Drawing | None:
    """What an SVG or PDF draws, in lines and colours; None for pictures made of pixels."""
    return load_drawing(files.read(image.drawing)) if image.drawing else None
