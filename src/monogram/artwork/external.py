"""Artwork that a retailer brings (`contract.md §2`, types 1 and 7): fetched, checked, and kept as it came."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings

from monogram.artwork.errors import ExternalPictureError
from monogram.common import http
from monogram.common.errors import MonogramError
from monogram.common.http import TimedOutError, UnexpectedAnswerError, UnreachableError
from monogram.images.examination import ExaminedImage, examine_image
from monogram.images.hosting import take_in
from monogram.orders.models import ItemType, OrderItem

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ExternalAddress:
    """One print area's picture, and one that shows it."""

    area_name: str
    fullsize: str
    thumbnail: str


@dataclass(frozen=True)
class ExternalPicture:
    """A file as it came, and what the door says of it."""

    content: bytes
    examined: ExaminedImage


def addresses_of(item: OrderItem) -> list[ExternalAddress]:
    """The pictures that a line names, in its order. Type 1 fills the product's first print area."""
    if item.type == ItemType.EXTERNAL_URLS:
        return [
            ExternalAddress(str(url.get("name", "")), str(url["fullsize"]), str(url.get("thumbnail") or ""))
            for url in item.external_urls
        ]
    first = item.product.print_areas.first() if item.product else None
    return [ExternalAddress(first.name if first else "", item.external_url, item.external_thumbnail_url)]


def fetch_picture(url: str) -> ExternalPicture:
    """A picture from an address.

    Raises ExternalPictureError, or UnreachableError or TimedOutError where asking again later may help.
    """
    try:
        return _fetch(url)
    except (UnreachableError, TimedOutError):
        raise
    except MonogramError as error:
        if isinstance(error, UnexpectedAnswerError) and error.data.get("status", 0) >= 500:
            raise UnreachableError(f"{url}: {error.text}") from error
        raise ExternalPictureError(f"The picture at {url} cannot be used: {error.text}") from error


def fetch_thumbnail(url: str) -> ExternalPicture | None:
    """A thumbnail from an address, or None: a missing one is no reason to hold an order up."""
    if not url:
        return None
    try:
        return _fetch(url)
    except MonogramError as error:
        logger.info("the thumbnail at %s cannot be used: %s", url, error)
        return None


def _fetch(url: str) -> ExternalPicture:
    if hosted := take_in(url):
        return ExternalPicture(hosted.content, hosted.examined or examine_image(hosted.content))
    answer = http.fetch(url, max_bytes=settings.MONOGRAM_UPLOAD_MAX_BYTES)
    return ExternalPicture(answer.body, examine_image(answer.body))
