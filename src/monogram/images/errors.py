"""What the door for pictures says no to. The numbers 9001–9009 are ours; the words are for shoppers.

9001 not a picture · 9002 too large in bytes · 9003 too many pixels · 9004 damaged · 9005 SVG or PDF ·
9006 empty · 9007 too demanding to open · 9008 its address gave no picture · 9009 no such picture
"""

from __future__ import annotations

from monogram.common.errors import MonogramError, NotFoundError


class ImageRefusedError(MonogramError):
    """Base of every refusal of a picture."""


class NotAnImageError(ImageRefusedError):
    """9001: none of the formats that we read, whatever its name says."""

    code = 9001
    http_status = 415
    message = "This file is not a picture that we can print. Choose a photo, or save it as PNG or JPEG first."


class ImageTooLargeError(ImageRefusedError):
    """9002: more bytes than `MONOGRAM_UPLOAD_MAX_BYTES`."""

    code = 9002
    http_status = 413
    message = "This picture's file is too large. Save it as a JPEG, which is smaller, and choose that."


class TooManyPixelsError(ImageRefusedError):
    """9003: more pixels than `MONOGRAM_UPLOAD_MAX_PIXELS`, a side over 30,000, or thousands of frames."""

    code = 9003
    http_status = 413
    message = "This picture has more pixels than we can take. Make it smaller, and choose it again."


class ImageCorruptError(ImageRefusedError):
    """9004: it begins like a picture and cannot be read to its end."""

    code = 9004
    message = "This picture is damaged or incomplete. Open it, save it again, and choose the new file."


class VectorFileError(ImageRefusedError):
    """9005: SVG and PDF, which may hold more than a picture."""

    code = 9005
    http_status = 415
    message = "SVG and PDF files cannot be used here yet. Save it as PNG or JPEG, and choose that."


class ImageEmptyError(ImageRefusedError):
    """9006: no bytes at all."""

    code = 9006
    message = "This file is empty. Choose another one."


class ImageTooDemandingError(ImageRefusedError):
    """9007: opening it took more time or memory than any picture should."""

    code = 9007
    http_status = 413
    message = "This picture is too demanding to open. Save it as a plain JPEG or PNG, and choose that."


class ImageAddressError(ImageRefusedError):
    """9008: the address could not be read, or what is there is no picture."""

    code = 9008
    message = "There is no picture that we can read at this address. Save it to your device, and choose it from there."


class ImageNotFoundError(NotFoundError):
    """9009: no picture by that id, or none of this company."""

    code = 9009
    message = "This picture was not found. Add it again."
