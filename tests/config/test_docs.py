"""The documents say what the code does."""

from __future__ import annotations

from pathlib import Path

import monogram
from monogram.config.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(monogram.__file__).parent


def test_every_setting_is_documented_with_its_description() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    for name, field in Environment.model_fields.items():
        row = next((line for line in page.splitlines() if f"`MONOGRAM_{name.upper()}`" in line), "")
        assert field.description
        assert field.description in row


def test_the_architecture_names_every_room_and_no_other() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text()
    table = page.split("## The folders")[1].split("`web/src`")[0]
    named = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert named == rooms


def test_the_architectures_layers_are_those_that_are_enforced() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text()
    drawn = page.split("```")[1].split()
    project = (ROOT / "pyproject.toml").read_text()
    block = project.split("layers = [")[1].split("]")[0]
    enforced = [word for word in block.replace('"', " ").replace(",", " ").split() if not word.startswith("(")]
    assert [word for word in drawn if word != "|"] == [word for word in enforced if word != "|"]
