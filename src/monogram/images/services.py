"""Takes pictures in: shoppers' uploads, and pictures at addresses that shops name."""

from __future__ import annotations

import json
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import PurePosixPath

from django.db import IntegrityError, transaction

from monogram.common.signing import sha256_hex
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images import hosting
from monogram.images.errors import CutOutTooLargeError, DrawingWithoutBackgroundError, ImageRefusedError
from monogram.images.examination import CutOut, cut_out, examine_image
from monogram.images.fetching import fetch, name_in, shown_name
from monogram.images.formats import Format
from monogram.images.hosting import HostedContent
from monogram.images.models import Image
from monogram.images.storing import stored

_FOLDER = "images"
_FETCHED_AT_ONCE = 8
MOST_CUT_PIXELS = 50_000_000
"""Pixels of a picture whose background is removed: what is done in a gigabyte and half a minute."""
_CUTTING_VERSION = 1
"""Another one makes other pixels of the same picture."""


def accept_upload(*, company: Company | None, file_name: str, content: bytes) -> Image:
    """Take a shopper's picture in: checked, turned upright, converted to sRGB, with a working copy for the browser.

    With no company it is one that everybody's designs may hold. An SVG or a PDF's first page becomes a drawing of our
    own where it can, and pixels beside it in any case. The original is kept as it came. The same bytes sent by the same
    company again get an id of their own and share the files of the first. Raises a subclass of ImageRefusedError; then
    nothing is kept.
    """
    return _accept(company, HostedContent(content, None), file_name=file_name, source_url="")


def accept_url(*, company: Company, url: str) -> Image:
    """Take in the picture at an address (Smartlink's `i`, `contract.md §8`). Raises a subclass of ImageRefusedError.

    One that we host is read from its file, without a request, and stays hosted from then on.
    """
    found = hosting.take_in(url) or HostedContent(fetch(url), None)
    return _accept(company, found, file_name=name_in(url), source_url=url)


def pictures_at(*, company: Company, urls: Collection[str]) -> dict[str, Image | ImageRefusedError]:
    """The pictures at several addresses, or why one is not taken: each is asked once, several at a time.

    No row is written; whoever keeps a picture saves it.
    """
    addresses = list(dict.fromkeys(urls))
    pictures: dict[str, Image | ImageRefusedError] = {}
    with ThreadPoolExecutor(_FETCHED_AT_ONCE, thread_name_prefix="pictures") as pool:
        for start in range(0, len(addresses), _FETCHED_AT_ONCE):
            some = addresses[start : start + _FETCHED_AT_ONCE]
            # The threads do not ask the database: they would not see what this one has not committed.
            hosted = [_hosted_or_refused(url) for url in some]
            found = list(pool.map(_fetch_or_refuse, some, hosted))
            known = [_known(company, one) for one in found]
            pictures |= zip(some, pool.map(partial(_take_in, company), some, found, known), strict=True)
    return pictures


_Found = HostedContent | ImageRefusedError


def _hosted_or_refused(url: str) -> _Found | None:
    try:
        return hosting.take_in(url)
    except ImageRefusedError as refusal:
        return refusal


def _fetch_or_refuse(url: str, hosted: _Found | None) -> _Found:
    try:
        return hosted or HostedContent(fetch(url), None)
    except ImageRefusedError as refusal:
        return refusal


def _known(company: Company, found: _Found) -> Image | None:
    return _copy_of_known(company, sha256_hex(found.content)) if isinstance(found, HostedContent) else None


def _take_in(company: Company, url: str, found: _Found, known: Image | None) -> Image | ImageRefusedError:
    """An unsaved row over files that are stored by now."""
    if isinstance(found, ImageRefusedError):
        return found
    try:
        image = known or _store(company, found)
    except ImageRefusedError as refusal:
        return refusal
    _name(image, name_in(url), url)
    return image


def remove_background(*, image: Image, colour: str | None, tolerance: int) -> Image:
    """A new picture of the same company: the picture with its background see-through, as fine as the original.

    `colour` `#rrggbb` in lower case: wherever it is; None: the colours of its edges, as far as they reach in.
    `tolerance`: 0…100. The same of the same content gives the same picture again. Raises a subclass of
    ImageRefusedError.
    """
    if image.drawing:
        raise DrawingWithoutBackgroundError
    if image.width * image.height > MOST_CUT_PIXELS:
        raise CutOutTooLargeError
    recipe = sha256_hex(json.dumps([_CUTTING_VERSION, image.print_copy, colour, tolerance]).encode())
    made = Image.objects.filter(company=image.company_id, recipe=recipe)
    if earlier := made.first():
        return earlier
    fresh = _store_cut_out(image, recipe, cut_out(files.read(image.print_copy), colour=colour, tolerance=tolerance))
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return made.get()  # a rival was quicker with the very same
    return fresh


def _store_cut_out(image: Image, recipe: str, cut: CutOut) -> Image:
    content = cut.print_copy.content
    key = files.store(content, folder=_FOLDER, suffix=cut.print_copy.suffix)
    return Image(
        company_id=image.company_id,
        sha256=sha256_hex(content),
        file_name=f"{PurePosixPath(image.file_name).stem}.png" if image.file_name else "",
        media_type=Format.PNG.media_type,
        byte_size=len(content),
        width=cut.width,
        height=cut.height,
        has_alpha=True,
        original=key,
        print_copy=key,
        working_copy=files.store(cut.working_copy.content, folder=_FOLDER, suffix=cut.working_copy.suffix),
        working_width=cut.working_width,
        working_height=cut.working_height,
        recipe=recipe,
    )


def _accept(company: Company | None, found: HostedContent, *, file_name: str, source_url: str) -> Image:
    image = _copy_of_known(company, sha256_hex(found.content)) or _store(company, found)
    _name(image, file_name, source_url)
    with transaction.atomic():
        image.save(force_insert=True)
    return image


def _name(image: Image, file_name: str, source_url: str) -> None:
    image.file_name = shown_name(file_name)
    image.source_url = source_url


def _copy_of_known(company: Company | None, digest: str) -> Image | None:
    """An unsaved row with an id of its own, over the files of a picture that has passed the door before."""
    known = Image.objects.filter(company=company, sha256=digest).first()
    if known is None:
        return None
    fresh = Image()
    for field in Image._meta.concrete_fields:
        if field.name not in {"id", "recipe", "created_at"}:
            setattr(fresh, field.attname, getattr(known, field.attname))
    return fresh


def _store(company: Company | None, found: HostedContent) -> Image:
    """An unsaved row over files that are stored by now. They are named by their content, so a rival stores the same."""
    examined = found.examined or examine_image(found.content)
    return Image(company=company, **stored(examined, found.content, _keep))


def _keep(part: str, content: bytes, suffix: str) -> str:
    return files.store(content, folder=_FOLDER, suffix=suffix)
