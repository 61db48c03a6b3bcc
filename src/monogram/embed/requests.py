"""Reading what callers send: sizes first, then shapes."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from monogram.common.errors import NotFoundError
from monogram.companies.models import Company
from monogram.companies.queries import active_company
from monogram.designs.services import LONGEST_REQUEST_KEY
from monogram.embed.errors import (
    BodyTooLargeError,
    BodyUnreadableError,
    LengthRequiredError,
    RequestFieldError,
    UnknownCompanyError,
)
from monogram.orders.errors import RequestError
from monogram.orders.json_body import read_json

LARGEST_JSON = 2_000_000
"""Bytes: a design of 500 layers with long paths is a tenth of it."""
MULTIPART_OVERHEAD = 20_000
"""Bytes of boundaries, headers and small fields around an uploaded file."""
MOST_NUMBERS = 50
LONGEST_QUERY = 100
LAST_PAGE = 1000

_LONGEST_NUMBER = 18


def is_form(request: HttpRequest) -> bool:
    """Whether the body is a multipart form, so that it holds a file."""
    return request.content_type == "multipart/form-data"


def refuse_larger(request: HttpRequest, most: int, message: str) -> None:
    """Look at the announced length before reading. Raises LengthRequiredError or BodyTooLargeError."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    if not announced.isdigit():
        raise LengthRequiredError
    if int(announced) > most:
        raise BodyTooLargeError(message)


def json_object(request: HttpRequest) -> Mapping[str, object]:
    """The body as a JSON object, whatever Content-Type it claims (`contract.md §3`).

    Raises LengthRequiredError, BodyTooLargeError, BodyUnreadableError, InvalidJsonError (100), RequestFieldError.
    """
    refuse_larger(request, LARGEST_JSON, "This design is too large. Remove some of its elements.")
    try:
        body = read_json(request.body)
    except (UnreadablePostError, RequestDataTooBig) as error:
        raise BodyUnreadableError from error
    except RequestError as error:
        raise RequestFieldError(error.text, path=error.path) from error
    if not isinstance(body, dict):
        raise RequestFieldError("The body must be a JSON object.")
    return body


def form_with_file(request: HttpRequest) -> tuple[Mapping[str, object], UploadedFile]:
    """The fields and the `file` of a multipart form. Raises BodyUnreadableError or RequestFieldError."""
    try:
        fields, file = request.POST.dict(), request.FILES.get("file")
    except (MultiPartParserError, UnreadablePostError, SuspiciousOperation) as error:
        raise BodyUnreadableError from error
    if not isinstance(file, UploadedFile):
        raise RequestFieldError("Choose a picture to upload.", path="file")
    return fields, file


def company_of(fields: Mapping[str, object], *names: str) -> Company:
    """The active company that a field names, by default `company`. Raises RequestFieldError or UnknownCompanyError."""
    for name in names or ("company",):
        if fields.get(name) not in (None, ""):
            try:
                return active_company(number(fields[name], name))
            except NotFoundError as error:
                raise UnknownCompanyError from error
    raise RequestFieldError("The company's reference ID is missing.", path="company")


def number(value: object, path: str) -> int:
    """A whole number, which may come as digits. Raises RequestFieldError."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**_LONGEST_NUMBER:
        return value
    raise RequestFieldError(f"“{path}” must be a number.", path=path)


def numbers(value: str | None, path: str) -> list[int]:
    """Numbers separated by commas; none is fine. Raises RequestFieldError."""
    entries = [entry.strip() for entry in (value or "").split(",")]
    if len(entries) > MOST_NUMBERS:
        raise RequestFieldError(f"“{path}” may hold at most {MOST_NUMBERS} numbers.", path=path)
    return [number(entry, path) for entry in entries if entry]


def page_number(value: str | None) -> int:
    """The number of a page, from 1. Raises RequestFieldError."""
    page = number(value, "page") if value else 1
    if not 1 <= page <= LAST_PAGE:
        raise RequestFieldError(f"“page” must be a number from 1 to {LAST_PAGE:,}.", path="page")
    return page


def query_text(value: str | None, path: str, longest: int = LONGEST_QUERY) -> str:
    """What is searched for, on one line; nothing is fine. Raises RequestFieldError."""
    query = (value or "").strip()
    if len(query) > longest or not query.isprintable():
        raise RequestFieldError(f"“{path}” must be one line of at most {longest} characters.", path=path)
    return query


def request_key(fields: Mapping[str, object]) -> str:
    """The key by which a repeated request is known, or "". Raises RequestFieldError."""
    key = fields.get("request_key")
    if key is None:
        return ""
    if not isinstance(key, str) or len(key) > LONGEST_REQUEST_KEY or not key.isascii() or not key.isprintable():
        raise RequestFieldError(
            f"“request_key” must be at most {LONGEST_REQUEST_KEY} printable ASCII characters.", path="request_key"
        )
    return key


def text(value: object, path: str, longest: int) -> str:
    """A text that is not empty. Raises RequestFieldError."""
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise RequestFieldError(f"“{path}” must be a text of at most {longest} characters.", path=path)
    return value.strip()
