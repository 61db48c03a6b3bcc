"""Why virtual products are not made, changed or found. 7301–7319 are ours; the words are for sellers.

7301 no such virtual product · 7302 a draft that says too little or too much · 7303 a blank that bears no artwork
7304 no such category · 7305 the SKU is taken · 7306 not a SKU, or not a pattern · 7307 no such task
7308 the request key stood for something else · 7309 too many at once
"""

from __future__ import annotations

from monogram.common.errors import MonogramError, NotFoundError


class VirtualProductNotFoundError(NotFoundError):
    """No virtual product of that number, a removed one, or another company's."""

    code = 7301
    message = "This product is not there any more."


class DraftError(MonogramError):
    """What a draft says cannot be: no name, no artwork, options that the blank does not have. `path` says which."""

    code = 7302
    message = "This product cannot be made as it is described."


class BlankError(MonogramError):
    """No blank of that number, switched off, another company's, or none that artwork can be put on."""

    code = 7303
    message = "This blank is not available."


class CategoryNotFoundError(NotFoundError):
    """No category of that number, or another company's: the two are not told apart."""

    code = 7304
    message = "This category is not there."


class SkuTakenError(MonogramError):
    """Another product or variant that the company sells has this SKU."""

    code = 7305
    http_status = 409
    message = "Another product has this SKU already."


class SkuError(MonogramError):
    """Too long, with characters that no SKU has, or a pattern with unknown tokens."""

    code = 7306
    message = "This cannot be a SKU."


class TaskNotFoundError(NotFoundError):
    """No task of that id, or another company's."""

    code = 7307
    message = "This task is not there."


class TaskKeyReusedError(MonogramError):
    """The same request key came with other drafts or categories: a program's mistake."""

    code = 7308
    http_status = 409
    message = "This request key was used for other products."


class TooManyDraftsError(MonogramError):
    """Nothing at all, or more than `services.MOST_DRAFTS` at once."""

    code = 7309
    message = "That is too much at once."
