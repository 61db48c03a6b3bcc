"""The page that shows the gallery."""

from __future__ import annotations

from collections.abc import Sequence

from tests.gallery.shot import Chapter, Shot

_WIDTHS = {"desktop": 800, "phone": 292}


def gallery_page(chapters: Sequence[Chapter]) -> str:
    """Markdown, with pictures in `designer/`."""
    return "\n".join([_INTRODUCTION, *(_chapter(chapter) for chapter in chapters)])


def _chapter(chapter: Chapter) -> str:
    return "\n".join([f"## {chapter.title}\n", *(_shot(shot) for shot in chapter.shots)])


def _shot(shot: Shot) -> str:
    sentence = f"{shot.sentence}\n\n" if shot.sentence else ""
    width = _WIDTHS[shot.device]
    return f'### {shot.title}\n\n{sentence}<img src="designer/{shot.name}.webp" width="{width}" alt="{shot.title}">\n'


_INTRODUCTION = """# The designer in pictures

What a shopper sees, taken from the running demo world by `python -m tests.gallery`, which writes this page and its
pictures anew: a desktop window of 1280 × 800 pixels and a phone of 390 × 844.
"""
