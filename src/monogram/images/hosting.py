"""Pictures that companies' programs store with us, to name their addresses later (`contract.md §10`).

Each has three addresses, each with a signature of its own: whoever is shown the preview cannot make out the original.
A picture expires unless something takes it in from its address before.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet, Sum

from monogram.common import clock, refs, signing
from monogram.companies.models import Company
from monogram.files import services as files
from monogram.images import fetching
from monogram.images.errors import HostedRoomFullError, ImageAddressError, ImageNotFoundError, ImageTooLargeError
from monogram.images.examination import ExaminedImage, examine_image
from monogram.images.models import HostedImage
from monogram.images.storing import examined_before, stored

LIFE = timedelta(days=30)
LIFE_WITHOUT_COMPANY = timedelta(days=1)
LARGEST_WITHOUT_COMPANY = 20_000_000
"""Bytes of a picture that is stored without credentials."""
ROOM_WITHOUT_COMPANY = 2_000_000_000
"""Bytes that all of those may take together that nothing has used."""

KINDS = {"original": "original", "preview": "working_copy", "processed": "print_copy"}
"""The addresses of a picture by the names that the answer gives them, and the column of the file behind each."""
_NONE_THERE = "No image is stored here at exactly this address, or no longer"
_LONGEST_TO_STORE = timedelta(days=1)
_TEMPORARY = Q(company__isnull=True, expires_at__isnull=False)
_FOLDER = f"{files.PRIVATE}/hosted"
_PATH = re.compile(r"/user-image/([0-9a-f]{32})/([0-9a-f]{32})/(original|preview|processed)\.[a-z]{2,5}\Z")


class HostedFile(NamedTuple):
    """One file of a hosted picture. `kind` is a key of `KINDS`."""

    image: HostedImage
    kind: str

    @property
    def key(self) -> str:
        """Where it is stored."""
        return str(getattr(self.image, KINDS[self.kind]))

    @property
    def size(self) -> int:
        """In bytes. Raises FileNotFoundError."""
        return files.size(self.key)


class HostedContent(NamedTuple):
    """The bytes at an address of ours, and what the door has said of them, if it has seen them."""

    content: bytes
    examined: ExaminedImage | None


def host_upload(*, company: Company | None, file_name: str, content: bytes) -> HostedImage:
    """Store a picture with its preview and its print copy. The same bytes of the same company are one picture.

    Without a company it lives a day instead of 30. Raises a subclass of ImageRefusedError; then nothing is kept.
    """
    return _host(company, file_name=file_name, content=content, source_url="")


def host_url(*, company: Company | None, url: str) -> HostedImage:
    """The same with the picture at an address, which is fetched by the guarded client."""
    try:
        content = fetching.fetch(url, most=None if company else LARGEST_WITHOUT_COMPANY)
    except ImageTooLargeError as error:
        raise _too_large(company) from error
    return _host(company, file_name=fetching.name_in(url), content=content, source_url=url)


def _host(company: Company | None, *, file_name: str, content: bytes, source_url: str) -> HostedImage:
    if company is None and len(content) > LARGEST_WITHOUT_COMPANY:
        raise _too_large(company)
    digest = signing.sha256_hex(content)
    if known := _renewed(company, digest):
        return known
    _delete_expired(HostedImage.objects.filter(company=company, sha256=digest))
    _check_room(company, len(content))
    examined = examine_image(content)
    pk, keys = refs.new_public_id(), list[str]()

    def keep(part: str, what: bytes, suffix: str) -> str:
        keys.append(files.store_as(what, key=f"{_FOLDER}/{pk[:2]}/{pk}-{part}.{suffix}"))
        return keys[-1]

    try:
        hosted = HostedImage(
            id=pk,
            company=company,
            file_name=fetching.shown_name(file_name),
            source_url=source_url,
            expires_at=_expiry(company),
            **stored(examined, content, keep),
        )
        with transaction.atomic():
            hosted.save(force_insert=True)
    except BaseException as error:
        _delete(keys)
        if isinstance(error, IntegrityError) and (rival := _renewed(company, digest)):
            return rival
        raise
    return hosted


def _too_large(company: Company | None) -> ImageTooLargeError:
    """Programs are told the limit."""
    if company is None:
        return ImageTooLargeError(f"Without credentials an image has at most {LARGEST_WITHOUT_COMPANY:,} bytes")
    return ImageTooLargeError(f"An image has at most {settings.MONOGRAM_UPLOAD_MAX_BYTES:,} bytes")


def _renewed(company: Company | None, digest: str) -> HostedImage | None:
    """The picture that these bytes are already, with its full life before it."""
    same = HostedImage.objects.filter(not_expired(), company=company, sha256=digest)
    same.filter(expires_at__isnull=False).update(expires_at=_expiry(company))
    return same.first()


def _expiry(company: Company | None) -> datetime:
    return clock.now() + (LIFE if company else LIFE_WITHOUT_COMPANY)


def not_expired() -> Q:
    """Of hosted pictures: those that are there, though the others' rows may be too."""
    return Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now())


def _check_room(company: Company | None, size: int) -> None:
    """Two that come at the same moment may both be let in: it is a quota, not a wall.

    Of those without a company the ones that stay do not count, or in time there would be no room for anybody's.
    """
    room = company.hosted_image_megabytes * 1_000_000 if company else ROOM_WITHOUT_COMPANY
    counted = HostedImage.objects.filter(company=company) if company else HostedImage.objects.filter(_TEMPORARY)
    used = counted.aggregate(bytes=Sum("byte_size"))["bytes"] or 0
    if used + size > room:
        taken = f"{used / 1e6:,.0f} of {room / 1e6:,.0f} MB are taken, and this one has {size / 1e6:,.1f}"
        raise HostedRoomFullError(f"There is no room for more hosted images: {taken}")


def addresses_of(hosted: HostedImage) -> dict[str, str]:
    """The addresses of a picture by `KINDS`."""
    return {kind: _address(HostedFile(hosted, kind)) for kind in KINDS}


def _address(file: HostedFile) -> str:
    suffix = file.key.rpartition(".")[2]
    path = f"/user-image/{file.image.pk}/{_signature(file.image.pk, file.kind)}/{file.kind}.{suffix}"
    return files.absolute(path)


def _signature(pk: str, kind: str) -> str:
    return signing.address_token(f"hosted image {pk} {kind}")


def file_at(path: str) -> HostedFile:
    """The file behind an address's path. Raises ImageNotFoundError, also for a wrong signature and after expiry."""
    match = _PATH.match(path)
    if match is None or not signing.equal(match[2], _signature(match[1], match[3])):
        raise ImageNotFoundError("There is no image at this address")
    image = HostedImage.objects.filter(not_expired(), pk=match[1]).first()
    if image is None:
        raise ImageNotFoundError("There is no image at this address")
    return HostedFile(image, match[3])


def is_hosted_address(url: str) -> bool:
    """Whether an address is one of ours, which is read without a request. What lies there is not looked up."""
    path = url.removeprefix(settings.MONOGRAM_PUBLIC_URL)
    return path != url and bool(_PATH.match(path))


def hosted_at(url: str) -> HostedFile | None:
    """What is behind an address of ours, without a request; None for any other address.

    Raises ImageAddressError where there is nothing, or no longer.
    """
    if not is_hosted_address(url):
        return None
    try:
        return file_at(url.removeprefix(settings.MONOGRAM_PUBLIC_URL))
    except ImageNotFoundError as error:
        raise ImageAddressError.because(_NONE_THERE) from error


def take_in(url: str) -> HostedContent | None:
    """What lies at an address of ours, which is used from now on and expires no more; None for any other address.

    Raises ImageAddressError where there is nothing, or no longer.
    """
    if (file := hosted_at(url)) is None:
        return None
    if not HostedImage.objects.filter(not_expired(), pk=file.image.pk).update(expires_at=None):
        raise ImageAddressError.because(_NONE_THERE)
    examined = examined_before(file.image) if file.kind == "original" else None
    return HostedContent(files.read(file.key), examined)


def delete_expired() -> int:
    """Delete the pictures that have expired, with their files; how many. One by one, so that nobody waits for long."""
    return _delete_expired(HostedImage.objects.all())


def delete_leftovers() -> int:
    """Delete the files of pictures that have no row: whoever stored them was killed before it was written. How many."""
    deleted = 0
    for _, some in groupby(files.unchanged(_FOLDER, since=clock.now() - _LONGEST_TO_STORE), key=posixpath.dirname):
        keys = list(some)
        whose = {key: posixpath.basename(key).partition("-")[0] for key in keys}
        known = set(HostedImage.objects.filter(pk__in=set(whose.values())).order_by().values_list("pk", flat=True))
        leftovers = [key for key in keys if whose[key] not in known]
        _delete(leftovers)
        deleted += len(leftovers)
    return deleted


def _delete_expired(some: QuerySet[HostedImage]) -> int:
    expired = some.filter(expires_at__lte=clock.now()).values_list("pk", flat=True)
    return sum(_delete_if_expired(pk) for pk in list(expired))


def _delete_if_expired(pk: str) -> bool:
    """The row is locked while its files go: whoever would use the picture in this moment waits, and finds it gone."""
    with transaction.atomic():
        expired = HostedImage.objects.select_for_update().filter(pk=pk, expires_at__lte=clock.now())
        image = expired.first()
        if image is None:
            return False
        _delete({image.original, image.print_copy, image.working_copy, image.drawing} - {""})
        image.delete()
    return True


def _delete(keys: Iterable[str]) -> None:
    for key in keys:
        files.delete(key)
