"""What can be wrong with a design."""

from __future__ import annotations

from monogram.common.errors import MonogramError


class DocumentError(MonogramError):
    """A document that may not be taken: where (`areas[0].layers[2].size`) and why."""

    message = "The design document is not valid"

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message, path=path)

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.path else self.text


class UnknownFontError(MonogramError):
    """A text is set in a font that the font set does not hold."""

    code = 7107
    message = "The font is not known"

    def __init__(self, font: str) -> None:
        super().__init__(f"The font {font!r} is not known", font=font)
        self.font = font


class UnknownDrawingError(MonogramError):
    """A clipart layer shows a drawing that is not at hand."""

    message = "The drawing is not known"

    def __init__(self, drawing: str) -> None:
        super().__init__(f"The drawing {drawing!r} is not known", drawing=drawing)
        self.drawing = drawing
