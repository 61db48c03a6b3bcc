"""Preflight: what a printer would point out before a design is made. Pure, and written twice.

One file of rules (`spec/preflight-rules.json`) says what is looked for, how grave it is, from which threshold, and in
which words it is told. `web/src/preflight` is the twin: `spec/preflight-vectors/` holds both to the same verdicts, so
that a shop refuses nothing that the shopper was not told of, and the shopper sees nothing that the shop does not.
"""

from __future__ import annotations

from monogram.layout.preflight.checking import preflight, preflight_document
from monogram.layout.preflight.rules import (
    DEFAULT_SETTINGS,
    INKS,
    PROCESSES,
    RULES,
    SEVERITIES,
    SettingsError,
    Severity,
    read_settings,
)
from monogram.layout.preflight.values import AreaSpec, ImagePlace, PictureFacts, TextPlace, Verdict, read_spec

__all__ = [
    "DEFAULT_SETTINGS",
    "INKS",
    "PROCESSES",
    "RULES",
    "SEVERITIES",
    "AreaSpec",
    "ImagePlace",
    "PictureFacts",
    "SettingsError",
    "Severity",
    "TextPlace",
    "Verdict",
    "preflight",
    "preflight_document",
    "read_settings",
    "read_spec",
]
