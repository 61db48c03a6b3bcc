"""What the gallery shows, chapter by chapter."""

from __future__ import annotations

from tests.gallery import design_shots, product_shots
from tests.gallery.shot import Shot

CHAPTERS = (*design_shots.CHAPTERS, *product_shots.CHAPTERS)


def shots() -> list[Shot]:
    return [shot for chapter in CHAPTERS for shot in chapter.shots]
