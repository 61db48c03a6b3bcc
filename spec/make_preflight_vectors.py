"""Writes `preflight-vectors/` (see `README.md`). Usage: `python spec/make_preflight_vectors.py`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from preflight_cases import PICTURES, cases
from preflight_mixed import mixed

from monogram.layout import FontSet, Resources
from monogram.layout.document import load
from monogram.layout.preflight import PictureFacts, preflight_document, read_spec

SPEC = Path(__file__).parent
FONT_FOLDER = SPEC.parent / "src/monogram/demo/assets/fonts"
FONTS = ("inter-bold",)
MIXED = 40


def judged(case: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """A case with its verdicts in full. Raises ValueError where others were written by hand."""
    document = {"version": 2, "product_id": 1, "areas": case["areas"]}
    pictures = {image: PictureFacts(**facts) for image, facts in PICTURES.items()}
    specs = [read_spec(spec) for spec in case["specs"]]
    verdicts = [verdict.to_plain() for verdict in preflight_document(load(document), specs, resources, pictures)]
    found = [(one["rule"], one["severity"], one["layer"], one["values"]) for one in verdicts]
    if found != case.get("expects", found):
        raise ValueError(f"{case['name']}\n  is      {found}\n  must be {case['expects']}")
    return {"name": case["name"], "document": document, "specs": case["specs"], "verdicts": verdicts}


def main() -> None:
    """Writes a file for each rule and one of designs by lot, with the facts about the pictures that the cases share."""
    resources = Resources(FontSet({font: (FONT_FOLDER / f"{font}.ttf").read_bytes() for font in FONTS}))
    folder = SPEC / "preflight-vectors"
    folder.mkdir(exist_ok=True)
    faults = []
    for rule, entries in {**cases(), "mixed": mixed(MIXED)}.items():
        lines = []
        for case in entries:
            try:
                lines.append("  " + json.dumps(judged(case, resources), ensure_ascii=False))
            except ValueError as fault:
                faults.append(f"{rule}: {fault}")
        listed = ",\n".join(lines)
        text = f'{{\n"pictures": {json.dumps(PICTURES)},\n"cases": [\n{listed}\n]\n}}\n'
        (folder / f"{rule}.json").write_text(text, encoding="utf-8")
    if faults:
        raise SystemExit("\n".join(faults))


if __name__ == "__main__":
    main()
