"""Reads of pictures."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from monogram.companies.models import Company
from monogram.images.errors import ImageNotFoundError
from monogram.images.models import Image


def image_by_id(image_id: str) -> Image:
    """The picture of that id, whoever owns it: the id cannot be guessed and is the only key to it.

    Raises ImageNotFoundError.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        raise ImageNotFoundError
    return image


def usable_images(company: Company) -> QuerySet[Image]:
    """The pictures that a company's designs may hold: its own and those of no one."""
    return Image.objects.filter(Q(company=company) | Q(company__isnull=True))


def image_for(company: Company, image_id: str) -> Image:
    """A picture that this company may use. Raises ImageNotFoundError, also for one of another company."""
    image = usable_images(company).filter(pk=image_id).first()
    if image is None:
        raise ImageNotFoundError
    return image


def images_by_id(image_ids: Iterable[str]) -> dict[str, Image]:
    """The pictures of these ids; what does not exist is left out."""
    return Image.objects.in_bulk(list(set(image_ids)))
