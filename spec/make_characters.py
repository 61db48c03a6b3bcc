"""Writes what layout knows of Unicode's characters, for both languages. Usage: `python spec/make_characters.py`.

Neither language brings the whole of it, and what they bring changes with their version; artwork must not. So the
table is made once, with `pip install regex` (its copy of the Unicode Character Database) and fontTools (scripts), and
kept. Every property is ranges of hexadecimal code points, `41-5a,61-7a`; what a property does not name has its default.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import regex
from fontTools.unicodedata import script

ROOT = Path(__file__).parent.parent
TARGETS = (ROOT / "src/monogram/layout/characters.json", ROOT / "web/src/layout/characters.json")
"""The same bytes twice: a Python package carries only what lies in it."""
ASSIGNED = [code for code in range(0x110000) if not regex.match(r"[\p{Cn}\p{Cs}\p{Co}]", chr(code))]
UNASSIGNED = frozenset(range(0x110000)).difference(ASSIGNED)

BIDI = (
    "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON",
    "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
)  # fmt: skip
GRAPHEMES = {
    "control": r"[\p{GCB=CN}\p{GCB=CR}\p{GCB=LF}]",
    "extend": r"\p{GCB=EX}",
    "joiner": r"\p{GCB=ZWJ}",
    "spacing": r"\p{GCB=SM}",
    "prepend": r"\p{GCB=PP}",
    "regional": r"\p{GCB=RI}",
    "pictograph": r"\p{Extended_Pictographic}",
    "leading": r"\p{GCB=L}",
    "vowel": r"\p{GCB=V}",
    "trailing": r"\p{GCB=T}",
}
"""Of UAX #29; Hangul syllables are told by their number."""
BREAKS = {
    "space": r"[\p{LB=SP}\p{LB=ZW}[\p{LB=BA}&&\p{Zs}]]",
    "glue": r"[\p{LB=GL}\p{LB=WJ}]",
    "opening": r"[\p{LB=OP}\p{LB=PR}\p{Pi}]",
    "closing": r"[\p{LB=CL}\p{LB=CP}\p{LB=EX}\p{LB=IS}\p{LB=SY}\p{LB=NS}\p{LB=CJ}\p{LB=IN}\p{LB=PO}\p{Pf}]",
    "wide": r"[[\p{LB=ID}\p{LB=EB}\p{LB=NS}\p{LB=CJ}\p{EA=W}\p{EA=F}]--[\p{Hangul}\p{GCB=EX}\p{Zs}]]",
    "after": r"[\p{LB=BA}&&[^\p{Common}\p{Inherited}\p{Zs}]]",
}
"""What a line may not begin or end with, and where it may: classes of UAX #14, in our own fewer words."""
BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌"
    "⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽⸢⸣⸤⸥⸦⸧⸨⸩〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
"""Pairs that UAX #9 resolves together, as bidi-js knows them."""
JOINED = (
    "Adlm", "Arab", "Beng", "Deva", "Guru", "Mand", "Modi", "Mong", "Nkoo", "Ougr", "Phag", "Rohg", "Sogd", "Syrc",
    "Takr", "Tirh",
)  # fmt: skip
"""Scripts whose letters touch by a stroke or a headline, and may not be spaced apart."""


def ranges(codes: Iterable[int]) -> str:
    """Sorted code points as ranges, which run on over what is not assigned."""
    found: list[list[int]] = []
    for code in codes:
        if found and UNASSIGNED.issuperset(range(found[-1][1] + 1, code)):
            found[-1][1] = code
        else:
            found.append([code, code])
    return ",".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in found)


def matching(expression: str) -> str:
    """The ranges of a character class."""
    pattern = regex.compile(expression, regex.VERSION1)
    return ranges(code for code in ASSIGNED if pattern.match(chr(code)))


def scripts() -> dict[str, str]:
    """Ranges by ISO 15924 code; what is of no script, or of all, is left out, and digits: they never join."""
    codes: dict[str, list[int]] = {}
    for code in ASSIGNED:
        if not regex.match(r"\p{Nd}", chr(code)):
            codes.setdefault(script(chr(code)), []).append(code)
    for everybodys in ("Zyyy", "Zinh", "Zzzz"):
        codes.pop(everybodys, None)
    return {name: ranges(codes[name]) for name in sorted(codes)}


def table() -> dict[str, object]:
    """All that both languages know."""
    return {
        "made_with": f"regex {version('regex')}, fontTools {version('fonttools')}",
        "bidi": {name: matching(rf"\p{{Bidi_Class={name}}}") for name in BIDI},
        "brackets": BRACKETS,
        "scripts": scripts(),
        "joined": JOINED,
        "graphemes": {name: matching(expression) for name, expression in GRAPHEMES.items()},
        "ignorable": matching(r"\p{Default_Ignorable_Code_Point}"),
        "breaks": {name: matching(expression) for name, expression in BREAKS.items()},
    }


def main() -> None:
    """Writes the table, as Biome would."""
    for target in TARGETS:
        target.write_text(json.dumps(table(), indent=2) + "\n")


if __name__ == "__main__":
    main()
