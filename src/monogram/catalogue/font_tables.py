"""Fonts evened out: the same letters in the same places, whichever build of HarfBuzz sets them.

The browser's HarfBuzz (harfbuzzjs) is a lean build. It does not read Apple's tables and the old `kern` table, and makes
up nothing where a font says nothing: places of marks, joined Arabic, classes of glyphs. The server's does all of that.
So a font gets what is made up, or loses what only one of them reads.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from fontTools.otlLib.builder import buildLookup, buildPairPosGlyphs, buildValue
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables

ONE_SIDED = ("kern", "kerx", "mort", "morx", "ankr", "feat", "trak")
"""Tables that only the server's HarfBuzz reads."""
_BASE, _MARK = 1, 3
_HORIZONTAL, _MINIMUM_OR_ACROSS = 1, 6


def even_out(font: TTFont) -> None:
    """Gives a font the tables by which both sides shape it alike."""
    if "GDEF" not in font or not font["GDEF"].table.GlyphClassDef:
        _classify(font)
    if "GPOS" not in font:
        font["GPOS"] = _positioning(font, _kerned_pairs(font))
    for tag in ONE_SIDED:
        if tag in font:
            del font[tag]


def _classify(font: TTFont) -> None:
    """Marks are marks, and all else are letters, as far as the characters tell."""
    if "GDEF" not in font:
        font["GDEF"] = newTable("GDEF")
        font["GDEF"].table = otTables.GDEF()
        font["GDEF"].table.Version = 0x00010000
        for part in ("AttachList", "LigCaretList", "MarkAttachClassDef"):
            setattr(font["GDEF"].table, part, None)
    classes = font["GDEF"].table.GlyphClassDef = otTables.GlyphClassDef()
    classes.classDefs = {
        glyph: _MARK if unicodedata.category(chr(code)) == "Mn" else _BASE for code, glyph in font.getBestCmap().items()
    }


def _kerned_pairs(font: TTFont) -> dict[tuple[str, str], int]:
    """Pairs of glyphs of the old `kern` table, and how far they move together, in font units."""
    if "kern" not in font:
        return {}
    pairs: dict[tuple[str, str], int] = {}
    for table in font["kern"].kernTables:
        coverage = getattr(table, "coverage", 0)
        if hasattr(table, "kernTable") and coverage & _HORIZONTAL and not coverage & _MINIMUM_OR_ACROSS:
            pairs.update(table.kernTable)
    return pairs


def _positioning(font: TTFont, pairs: dict[tuple[str, str], int]) -> Any:
    """A GPOS table of kerning, or of nothing."""
    table = newTable("GPOS")
    root = table.table = otTables.GPOS()
    root.Version = 0x00010000
    root.LookupList, root.FeatureList, root.ScriptList = (
        otTables.LookupList(), otTables.FeatureList(), otTables.ScriptList()
    )  # fmt: skip
    root.LookupList.Lookup, root.FeatureList.FeatureRecord = [], []
    if pairs:
        moved = {pair: (buildValue({"XAdvance": by}), None) for pair, by in pairs.items()}
        root.LookupList.Lookup = [buildLookup(buildPairPosGlyphs(moved, font.getReverseGlyphMap()))]
        feature = otTables.FeatureRecord()
        feature.FeatureTag, feature.Feature = "kern", otTables.Feature()
        feature.Feature.FeatureParams, feature.Feature.LookupListIndex = None, [0]
        root.FeatureList.FeatureRecord = [feature]
    script = otTables.ScriptRecord()
    script.ScriptTag, script.Script = "DFLT", otTables.Script()
    script.Script.LangSysRecord = []
    language = script.Script.DefaultLangSys = otTables.DefaultLangSys()
    language.ReqFeatureIndex, language.LookupOrder = 0xFFFF, None
    language.FeatureIndex = list(range(len(root.FeatureList.FeatureRecord)))
    root.ScriptList.ScriptRecord = [script]
    return table
