"""The browser build's hashed files, by Vite's manifest."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

BUILD_DIR = Path(__file__).resolve().parents[1] / "static" / "build"
BASE_URL = "/static/build/"


class BrowserBuildMissingError(RuntimeError):
    """The package was installed without its browser code."""


Chunk = dict[str, Any]


@cache
def _manifest(name: str) -> dict[str, Chunk]:
    file = BUILD_DIR / name
    if not file.exists():
        raise BrowserBuildMissingError(f"{file} is missing: install the package again, or run `npm run build` in web/")
    manifest: dict[str, Chunk] = json.loads(file.read_text())
    return manifest


def _entry(name: str) -> tuple[Chunk, dict[str, Chunk]]:
    """One entry, and the chunks of the build that it is of."""
    manifest = _manifest("vpc.json" if name == "vpc" else "manifest.json")
    for chunk in manifest.values():
        if chunk.get("isEntry") and chunk.get("name") == name:
            return chunk, manifest
    raise BrowserBuildMissingError(f"the browser build has no entry {name!r}")


def _static_imports(chunk: Chunk, manifest: dict[str, Chunk]) -> list[Chunk]:
    """The chunks that an entry loads at once, deepest first, each once."""
    found: dict[str, Chunk] = {}
    for key in chunk.get("imports", []):
        imported = manifest[key]
        for deeper in _static_imports(imported, manifest):
            found[deeper["file"]] = deeper
        found[imported["file"]] = imported
    return list(found.values())


def entry_code(name: str) -> str:
    """The code of one Vite entry that imports nothing. Raises BrowserBuildMissingError."""
    entry, _ = _entry(name)
    if entry.get("imports"):
        raise BrowserBuildMissingError(f"the entry {name!r} is not one file")
    return BUILD_DIR.joinpath(str(entry["file"])).read_text()


@dataclass(frozen=True)
class InlineScript:
    """A script that stands in the page itself, and what a Content-Security-Policy's `script-src` says to allow it."""

    tag: SafeString
    source: str


def inline_script(name: str) -> InlineScript:
    """One small Vite entry that is not worth a request. Raises BrowserBuildMissingError."""
    code = f"(() => {{{entry_code(name)}}})()"
    if "</script" in code or "<!--" in code:
        raise BrowserBuildMissingError(f"the entry {name!r} cannot stand in a page")
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return InlineScript(mark_safe(f"<script>{code}</script>"), f"'sha256-{digest}'")  # noqa: S308 - our own build's code, which ends no tag


def entry_styles(name: str) -> list[str]:
    """The addresses of one Vite entry's stylesheets, in the order in which they apply."""
    entry, manifest = _entry(name)
    styles = dict.fromkeys(css for chunk in [*_static_imports(entry, manifest), entry] for css in chunk.get("css", []))
    return [BASE_URL + css for css in styles]


def style_tags(name: str) -> SafeString:
    """The `<link>` tags of one Vite entry's styles alone, for a page without its code."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((style,) for style in entry_styles(name)))


def entry_tags(name: str, *later: Sequence[str]) -> SafeString:
    """The `<link>` and `<script>` tags of one Vite entry, with its chunks preloaded.

    `later`: sources that the entry imports at run time and is known to need, such as one language's words: of each
    sequence the first that was built.
    """
    entry, manifest = _entry(name)
    built = [next((manifest[source] for source in sources if source in manifest), None) for sources in later]
    needed = [entry, *(chunk for chunk in built if chunk)]
    preloaded = [
        each["file"]
        for chunk in needed
        for each in [*_static_imports(chunk, manifest), chunk]
        if chunk is not entry or each is not entry
    ]
    return (
        style_tags(name)
        + format_html_join(
            "\n", '<link rel="modulepreload" href="{}{}">', ((BASE_URL, file) for file in dict.fromkeys(preloaded))
        )
        + format_html('<script type="module" src="{}{}"></script>', BASE_URL, entry["file"])
    )
