"""Takes pictures in: shoppers' uploads, and pictures at addresses that shops name."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from monogram.common import http
from monogram.common.errors import MonogramError
from monogram.common.signing import sha256_hex
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images.errors import (
    CutOutTooLargeError,
    DrawingWithoutBackgroundError,
    ImageAddressError,
    ImageTooLargeError,
)
from monogram.images.examination import CutOut, ExaminedImage, cut_out, examine_image
from monogram.images.formats import Format
from monogram.images.models import Image

_FOLDER = "images"
_LONGEST_NAME = 200
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
    return _accept(company=company, file_name=file_name, content=content, source_url="")


def accept_url(*, company: Company, url: str) -> Image:
    """Take in the picture at an address (Smartlink's `i`, `contract.md §8`). Raises a subclass of ImageRefusedError."""
    most: int = settings.MONOGRAM_UPLOAD_MAX_BYTES
    try:
        answer = http.fetch(url, max_bytes=most)
    except http.AnswerTooLargeError as error:
        raise ImageTooLargeError from error
    except MonogramError as error:
        raise ImageAddressError(path="url", reason=error.text) from error
    name = PurePosixPath(unquote(urlsplit(url).path)).name
    return _accept(company=company, file_name=name, content=answer.body, source_url=url)


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


def _accept(*, company: Company | None, file_name: str, content: bytes, source_url: str) -> Image:
    digest = sha256_hex(content)
    image = _copy_of_known(company, digest) or _store(examine_image(content), company, content, digest)
    image.file_name = _shown_name(file_name)
    image.source_url = source_url
    with transaction.atomic():
        image.save(force_insert=True)
    return image


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


def _store(examined: ExaminedImage, company: Company | None, content: bytes, digest: str) -> Image:
    """An unsaved row over files that are stored by now. They are named by their content, so a rival stores the same."""
    original = files.store(content, folder=_FOLDER, suffix=examined.format.suffix)
    print_copy, working, drawing = examined.print_copy, examined.working_copy, examined.drawing
    return Image(
        company=company,
        sha256=digest,
        media_type=examined.format.media_type,
        byte_size=len(content),
        width=examined.width,
        height=examined.height,
        has_alpha=examined.has_alpha,
        original=original,
        print_copy=files.store(print_copy.content, folder=_FOLDER, suffix=print_copy.suffix)
        if print_copy
        else original,
        working_copy=files.store(working.content, folder=_FOLDER, suffix=working.suffix),
        working_width=examined.working_width,
        working_height=examined.working_height,
        drawing=files.store(drawing.content, folder=_FOLDER, suffix=drawing.suffix) if drawing else "",
    )


def _shown_name(file_name: str) -> str:
    """A file's own name, to show: no folders, nothing that cannot be printed."""
    last = PurePosixPath(file_name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[:_LONGEST_NAME]
