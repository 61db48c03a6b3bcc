"""What the door for pictures says no to. The numbers 9001–9009 are ours; the words are for shoppers.

9001 not a picture · 9002 too large in bytes · 9003 too many pixels · 9004 damaged · 9005 an SVG or PDF with what
we cannot take · 9006 empty · 9007 too demanding to open · 9008 its address gave no picture · 9009 no such picture
Hosted: 9014 the company's room is full · 9015 so many without credentials, for now
Its background cannot be removed: 9010 it is a drawing · 9011 too many pixels · 9012 nothing would be left · 9013 none
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
    """9005: an SVG or PDF that holds what a drawing of ours cannot say; the message names it."""

    code = 9005
    http_status = 415
    message = "This drawing holds something that we cannot print. Save it as PNG, and choose that."


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

    @classmethod
    def because(cls, reason: str) -> ImageAddressError:
        """With what came of asking, for programs that sent the address: a sentence without its full stop."""
        return cls(f"There is no picture that we can read at this address. {reason}", path="url")


class ImageNotFoundError(NotFoundError):
    """9009: no picture by that id, or none of this company."""

    code = 9009
    message = "This picture was not found. Add it again."


class DrawingWithoutBackgroundError(ImageRefusedError):
    """9010: lines and colours have no background but what was drawn."""

    code = 9010
    message = "This is a drawing, not a photo: it has no background to remove. Change its colours instead."


class CutOutTooLargeError(ImageRefusedError):
    """9011: more pixels than a background is looked for in."""

    code = 9011
    http_status = 413
    message = "This photo is too large for its background to be removed here. Make it smaller, and choose it again."


class NothingLeftError(ImageRefusedError):
    """9012: all of it counts as background."""

    code = 9012
    message = "Nothing of this picture would be left. Remove less of it."


class NoBackgroundError(ImageRefusedError):
    """9013: nothing of it counts as background."""

    code = 9013
    message = "There is nothing of this colour in the picture. Choose another colour, or remove more of it."


class HostedRoomFullError(ImageRefusedError):
    """9014: the company's hosted pictures take all the room that it has."""

    code = 9014
    message = "There is no room for more hosted images"


class TooManyHostedError(ImageRefusedError):
    """9015: `data["retry_after"]` is the number of seconds until the address may store one without credentials."""

    code = 9015
    http_status = 429
    message = "So many images have been stored without credentials: wait, or send credentials"


_AS_PNG = "Save it as PNG, and choose that."
VECTOR_SENTENCES = {
    "svg_text": "This SVG holds text. Convert the text to outlines, and choose it again.",
    "svg_image": f"This SVG holds a photo. Take the photo out and choose both by themselves, or: {_AS_PNG}",
    "svg_filter": f"This SVG has effects such as shadow or blur, which cannot stay lines and colours. {_AS_PNG}",
    "svg_mask": f"This SVG has a mask that fades or cuts in a way that we cannot keep. {_AS_PNG}",
    "svg_clip": f"This SVG cuts shapes off in a way that we cannot keep. {_AS_PNG}",
    "svg_pattern": f"This SVG is filled with a pattern. Expand it to shapes and choose it again, or: {_AS_PNG}",
    "svg_marker": "This SVG has arrowheads or other markers. Convert them to outlines, and choose it again.",
    "svg_blend": f"This SVG mixes colours in a way that we cannot keep. {_AS_PNG}",
    "svg_cycle": f"This SVG repeats itself without end. {_AS_PNG}",
    "svg_entities": "This SVG has declarations of its own in front. Save it as plain SVG, and choose it again.",
    "svg_too_deep": f"This SVG has groups in groups, too many to open. Ungroup them and choose it again, or: {_AS_PNG}",
    "svg_too_large": f"This SVG is larger than 5 MB. Simplify it and choose it again, or: {_AS_PNG}",
    "vector_too_detailed": f"This drawing has more detail than we can take. {_AS_PNG}",
    "vector_empty": f"There is nothing in this drawing that we can print. {_AS_PNG}",
    "pdf_locked": "This PDF is locked with a password. Save it without one, and choose it again.",
}
"""What each refusal of the child process means to a shopper. The child gives the name alone, never words."""
