"""What the OpenAPI document says of images that are stored, and of mock-ups."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from monogram.api.answers import MockupsDocument, UserImageDocument
from monogram.api.openapi_parts import ADMISSION, ANYTHING_ELSE, BODY, TEXT, operation, query, refused, simple
from monogram.api.schemas import Schema, list_of, ref
from monogram.artwork import errors as artwork
from monogram.artwork.mockup_requests import LARGEST_SIZE, MOST_ARTWORK, MOST_VIEWS, SMALLEST_SIZE
from monogram.catalogue import errors as catalogue
from monogram.common.errors import MonogramError
from monogram.designs import errors as designs
from monogram.designs.placing import FARTHEST_OFFSET, LARGEST_SCALE, SMALLEST_SCALE
from monogram.images import errors as images
from monogram.oauth import errors as oauth

_SCOPED: list[Schema] = [{"BasicAuth": []}, {"BearerAuth": []}]
_BY_TOKEN = (
    oauth.TokenInvalidError,
    oauth.ScopeMissingError,
    oauth.ClientsCompanyDeactivatedError,
    oauth.ClientsAddressNotAllowedError,
    oauth.ClientsRateLimitExceededError,
)
_OF_PICTURES = (
    images.NotAnImageError,
    images.ImageTooLargeError,
    images.TooManyPixelsError,
    images.ImageCorruptError,
    images.VectorFileError,
    images.ImageEmptyError,
    images.ImageTooDemandingError,
    images.ImageAddressError,
)
_MEANINGS = {
    401: "The token does not work. `WWW-Authenticate` says why.",
    403: "The token does not allow it, or the company may not call.",
    413: "An image is too large.",
    415: "It is no image that can be printed.",
    429: "Later. `Retry-After` says when.",
}


def _by_status(errors: Iterable[type[MonogramError]]) -> Schema:
    """The refusals that have another status than 400, by it."""
    ordered = sorted(errors, key=lambda error: (error.http_status, error.code))
    grouped = groupby(ordered, key=lambda error: error.http_status)
    return {str(status): _refused(status, list(kinds)) for status, kinds in grouped if status in _MEANINGS}


def _refused(status: int, kinds: list[type[MonogramError]]) -> Schema:
    example = {"error": {"message": kinds[0].message, "code": kinds[0].code}}
    return refused(kinds, _MEANINGS[status], example)


def _scoped(described: Schema, errors: Iterable[type[MonogramError]]) -> Schema:
    """An operation that is open to a company's key and to a token."""
    responses = described["responses"] | _by_status((*_BY_TOKEN, *errors))
    return {**described, "responses": responses, "security": _SCOPED}


_USER_IMAGE_ERRORS = (*_OF_PICTURES, images.HostedRoomFullError, images.TooManyHostedError)
POST_USER_IMAGE: Schema = {
    **_scoped(
        operation(
            ref(UserImageDocument),
            "The image's addresses",
            (*ADMISSION, *ANYTHING_ELSE, *(error for error in _USER_IMAGE_ERRORS if error.http_status == 400)),
            parameters=[query("url", {**TEXT, "format": "uri"}, "Where the image is fetched. Not with a form.")],
        ),
        _USER_IMAGE_ERRORS,
    ),
    "requestBody": {
        "required": False,
        "description": "Nothing with `url`; else the image itself.",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
                    "required": ["file"],
                }
            }
        },
    },
}
POST_USER_IMAGE["security"] = [*_SCOPED, {}]

_HEX: Schema = {**TEXT, "pattern": "^[0-9a-f]{32}$"}
_IN_PATH = {"image_id": _HEX, "token": _HEX, "name": {**TEXT, "pattern": "^[a-z]+[.][a-z]+$"}}
SHOW_USER_IMAGE: Schema = {
    "operationId": "show_user_image",
    "summary": "Fetch a stored image",
    "description": "At an address that `POST /user-image` gave. The token is the permission. `Range` is understood.",
    "tags": ["Images"],
    "security": [],
    "parameters": [
        {"name": name, "in": "path", "required": True, "schema": schema} for name, schema in _IN_PATH.items()
    ],
    "responses": {
        "200": {"description": "The image", "content": {"image/*": {}}},
        "206": {"description": "The part asked for", "content": {"image/*": {}}},
        "304": {"description": "The image has not changed"},
        "404": simple("There is no image at this address, or no longer", images.ImageNotFoundError.code),
        "416": {"description": "There is no such part"},
        "500": {"$ref": "#/components/responses/Accident"},
    },
}

_MOCKUP_ERRORS = (
    *_USER_IMAGE_ERRORS,
    artwork.MockupRequestError,
    artwork.DesignNotDrawableError,
    designs.PlacementError,
)
_PLACEMENT: Schema = {
    "type": "object",
    "description": "Where the picture lies, in proportion to the print area: the same for every product.",
    "properties": {
        "area": {**TEXT, "description": "The print area's name. Left out: the first."},
        "fit": {"enum": ["auto", "contain", "cover"], "default": "auto"},
        "scale": {"type": "number", "minimum": SMALLEST_SCALE, "maximum": LARGEST_SCALE, "default": 1},
        "offset_x": {"type": "number", "minimum": -FARTHEST_OFFSET, "maximum": FARTHEST_OFFSET, "default": 0},
        "offset_y": {"type": "number", "minimum": -FARTHEST_OFFSET, "maximum": FARTHEST_OFFSET, "default": 0},
        "rotation": {"type": "number", "minimum": -360, "maximum": 360, "default": 0, "description": "Clockwise."},
    },
    "additionalProperties": False,
}
_ARTWORK: Schema = {
    "type": "object",
    "properties": {
        "url": {**TEXT, "description": "Where the picture is fetched."},
        "image": {**TEXT, "description": "Instead: the `id` of a picture that is stored here."},
        "placement": _PLACEMENT,
    },
    "additionalProperties": False,
}
_WHOLE: Schema = {"type": ["integer", "string"]}
_MOCKUP: Schema = {
    "type": "object",
    "properties": {
        "product_id": {**_WHOLE, "description": "With `artwork`."},
        "artwork": {**list_of(_ARTWORK, most=MOST_ARTWORK), "description": "The first is undermost."},
        "print_job_ref": {**TEXT, "description": "Instead of a product: a print job."},
        "print_on_demand_ref": {
            **TEXT,
            "description": "Instead of a product: a sample, or a virtual product's artwork.",
        },
        "options": list_of({**_WHOLE, "description": "An option's id."}, most=50),
        "views": {**list_of(TEXT, most=MOST_VIEWS), "description": "The sides by name. None: all."},
        "size": {**_WHOLE, "description": f"Pixels of the square, {SMALLEST_SIZE} to {LARGEST_SIZE}.", "default": 600},
        "format": {"enum": ["jpeg", "png"], "default": "jpeg"},
    },
    "additionalProperties": False,
}
POST_MOCKUP = _scoped(
    operation(
        ref(MockupsDocument),
        "The pictures",
        (*ADMISSION, *BODY, *(error for error in _MOCKUP_ERRORS if error.http_status == 400)),
        body=_MOCKUP,
        body_example={
            "product_id": 1007644,
            "artwork": [{"url": "https://shop.example/fox.png", "placement": {"area": "Front", "scale": 0.8}}],
            "size": 1000,
        },
        may_be_missing=True,
    ),
    _MOCKUP_ERRORS,
)
_MISSING = (catalogue.ProductNotFoundError, designs.DesignNotFoundError, images.ImageNotFoundError)
POST_MOCKUP["responses"]["404"] = refused(
    _MISSING, "What is named is not there, or not yours.", {"error": {"message": "Not found", "code": _MISSING[0].code}}
)
