"""The guide to the Smartlink names every parameter that the browser reads, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_guide_lists_what_is_read() -> None:
    source = (ROOT / "web/src/host/parameters.ts").read_text()
    read = set(re.findall(r'\bget\("([^"]+)"\)', source))
    kinds = re.search(r"DESIGN_KINDS = \{([^}]*)\}", source)
    assert kinds
    read |= set(re.findall(r"(\w+):", kinds[1])) | {"mei", "a2c"}
    for kind, field in re.findall(r'stateOf\(fields, "(\w+)"(?:, "(\w+)")?\)', source):
        read.add(f"state[{kind}][X][{field}]" if field else f"state[{kind}][X]")

    rows = [
        line.split("|")[1]
        for line in (ROOT / "docs/guides/smartlink.md").read_text().splitlines()
        if line.startswith("| `")
    ]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}

    assert named == read
