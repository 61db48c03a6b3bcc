"""What laying a design out needs besides itself: the fonts that it names, and the drawings that its clipart shows."""

from __future__ import annotations

from functools import cached_property, lru_cache

from monogram.catalogue.models import Font
from monogram.common.signing import sha256_hex
from monogram.files import services as files
from monogram.images import queries as images
from monogram.layout import Drawing, FontSet, Resources, drawings_used, fonts_used
from monogram.layout.document import Document
from monogram.layout.drawing import load_drawing


class LayoutSources:
    """The fonts and drawings of a document, whoever owns them, read when they are asked for.

    What is not there is left out: layout misses it, and says so.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def resources(self) -> Resources:
        """As layout takes them."""
        fonts = FontSet({font_id: content for font_id, (content, _) in self.fonts.items()})
        drawings = {drawing_id: drawing_at(key) for drawing_id, key in self.drawings.items()}
        return Resources(fonts, self._document.fallback_fonts, drawings)

    @cached_property
    def fonts(self) -> dict[str, tuple[bytes, str]]:
        """The bytes of each font and their hash, by the font's id."""
        fonts = Font.objects.filter(pk__in=fonts_used(self._document))
        return {font.pk: _font(str(font.file.name)) for font in fonts}

    @cached_property
    def drawings(self) -> dict[str, str]:
        """The storage key of each drawing, which stands for its bytes, by the id that clipart names."""
        wanted = drawings_used(self._document)
        found = images.images_by_id(wanted) if wanted else {}
        return {image.pk: image.drawing for image in found.values() if image.drawing}


# Storage never writes a file over, so a key stands for its bytes for good.
@lru_cache(maxsize=32)
def _font(key: str) -> tuple[bytes, str]:
    content = files.read(key)
    return content, sha256_hex(content)


@lru_cache(maxsize=16)
def drawing_at(key: str) -> Drawing:
    """The drawing under a storage key."""
    return load_drawing(files.read(key))
