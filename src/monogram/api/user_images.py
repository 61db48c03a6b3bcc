"""Images that companies' programs store with us: `POST /user-image`, and their addresses (`contract.md §10`)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from monogram.api import auth, openapi_images
from monogram.api.answers import UserImageDocument
from monogram.api.errors import BodyUnreadableError, render
from monogram.api.router import router
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.companies import usage
from monogram.companies.errors import AuthenticationFailedError
from monogram.companies.models import Company
from monogram.companies.services import remote_address
from monogram.files.ranges import respond_with_file
from monogram.images import hosting
from monogram.images.errors import ImageNotFoundError, ImageTooLargeError, TooManyHostedError
from monogram.images.hosting import HostedFile
from monogram.images.models import HostedImage
from monogram.oauth.scopes import IMAGES_CREATE
from monogram.orders.errors import RequestError

_HOUR = 3600
_FORM_OVERHEAD = 20_000
_LONGEST_CACHED = 86_400
_SHOWN = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif"}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "no-referrer",
}


@router.post(
    "/user-image",
    auth=None,
    summary="Store an image",
    openapi_extra=openapi_images.POST_USER_IMAGE,
    tags=["Images"],
)
@router.post("/user-image/", auth=None, include_in_schema=False)
def post_user_image(request: HttpRequest) -> HttpResponse:
    """Stores the image at an address, or the one in a form's `file`, with a preview and the copy that is printed.

    Each of the three addresses holds a signature of its own: whoever is shown the preview cannot make out the original.
    The same bytes again are the same image. What no design, product or order has used after 30 days is deleted; what
    is used stays. Without credentials it is a day, 20 MB, and a few an hour from one address.
    """
    return auth.with_limits(request, JsonResponse(_document(_stored(request, _company_of(request)))))


def _stored(request: HttpRequest, company: Company | None) -> HostedImage:
    if url := request.GET.get("url", "").strip():
        return hosting.host_url(company=company, url=url)
    if request.content_type == "multipart/form-data":
        return _upload(request, company)
    raise RequestError("Give the image's address as url in the query, or the image as file in a form", path="url")


def _company_of(request: HttpRequest) -> Company | None:
    """Who stores it; None without credentials, as the published samples have it."""
    if request.headers.get("Authorization", "").strip():
        caller = auth.program_of(request, IMAGES_CREATE)
        request.auth = caller  # type: ignore[attr-defined]  # where ninja puts it for the rest of the API
        return caller.company
    most: int = settings.MONOGRAM_OPEN_IMAGES_PER_HOUR
    if most <= 0:
        raise AuthenticationFailedError
    subject = f"hosted image address {usage.household(remote_address(request.META))}"
    if wait := usage.take_place(subject, seconds=_HOUR, most=most):
        raise TooManyHostedError(retry_after=wait)
    return None


def _upload(request: HttpRequest, company: Company | None) -> HostedImage:
    most: int = settings.MONOGRAM_UPLOAD_MAX_BYTES
    announced = request.META.get("CONTENT_LENGTH") or ""
    if not announced.isdigit() or int(announced) > most + _FORM_OVERHEAD:
        raise ImageTooLargeError(f"An image has at most {most:,} bytes")
    try:
        file = request.FILES.get("file")
    except (MultiPartParserError, SuspiciousOperation):
        raise BodyUnreadableError from None
    if not isinstance(file, UploadedFile):
        raise RequestError("The form has no file", path="file")
    return hosting.host_upload(company=company, file_name=file.name or "", content=file.read())


def _document(hosted: HostedImage) -> UserImageDocument:
    addresses = hosting.addresses_of(hosted)
    return {
        "urls": {
            "original": addresses["original"],
            "preview": addresses["preview"],
            "processed": addresses["processed"],
        },
        "id": hosted.pk,
        "expires_at": _moment(hosted.expires_at) if hosted.expires_at else None,
    }


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


@require_safe
def show_user_image(request: HttpRequest, image_id: str, token: str, name: str) -> HttpResponseBase:
    """`GET /user-image/{id}/{token}/{name}`. The token is the permission."""
    try:
        file = hosting.file_at(request.path)
        return _answer(request, file)
    except (MonogramError, FileNotFoundError) as error:
        refusal = error if isinstance(error, MonogramError) else ImageNotFoundError("There is no image at this address")
        response = render(request, refusal)
        response["Cache-Control"] = "no-store"
        return response


def _answer(request: HttpRequest, file: HostedFile) -> HttpResponseBase:
    """Kept by the browser alone, and no longer than it is here. What is no plain picture is never shown, but saved."""
    suffix = file.key.rpartition(".")[2]
    expires = file.image.expires_at
    left = int((expires - clock.now()).total_seconds()) if expires else _LONGEST_CACHED
    headers = {**_HEADERS, "Cache-Control": f"private, max-age={max(0, min(left, _LONGEST_CACHED))}"}
    if suffix not in _SHOWN:
        headers["Content-Disposition"] = f'attachment; filename="{file.kind}.{suffix}"'
    return respond_with_file(
        request,
        file.key,
        size=file.size,
        media_type=_SHOWN.get(suffix, "application/octet-stream"),
        etag=f"{file.image.sha256[:32]}-{file.kind}",
        headers=headers,
    )
