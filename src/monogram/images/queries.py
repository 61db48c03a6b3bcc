"""Reads of pictures."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from monogram.companies.models import Company
from monogram.images.errors import ImageNotFoundError
from monogram.images.hosting import not_expired
from monogram.images.models import HostedImage, Image, Picture


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


def picture_for(company: Company, picture_id: str) -> Picture:
    """A picture of this company that designs hold, or that is hosted. Raises ImageNotFoundError."""
    if found := usable_images(company).filter(pk=picture_id).first():
        return found
    if hosted := HostedImage.objects.filter(not_expired(), company=company, pk=picture_id).first():
        return hosted
    raise ImageNotFoundError


def images_by_id(image_ids: Iterable[str]) -> dict[str, Image]:
    """The pictures of these ids; what does not exist is left out."""
    return Image.objects.in_bulk(list(set(image_ids)))
