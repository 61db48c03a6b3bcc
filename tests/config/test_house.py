"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FUNCTION = 60


def python_files() -> list[Path]:
    tracked = subprocess.run(
        ["git", "ls-files", "*.py", "run", "test"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in tracked.stdout.split() if "/migrations/" not in name and (ROOT / name).exists()]


def test_no_function_is_longer_than_a_page() -> None:
    too_long = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines"
        for file in python_files()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert too_long == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "web/package-lock.json"])
def test_no_lock_file_names_a_registry(lock: str) -> None:
    assert not re.search(r"https?:[^\"\s]*\.(tgz|whl|tar\.gz)", (ROOT / lock).read_text())
    assert "--index-url" not in (ROOT / lock).read_text()
    assert '"resolved"' not in (ROOT / lock).read_text()


def test_every_python_package_is_pinned_by_hash() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text()
        packages = re.findall(r"^[A-Za-z0-9][^ ]*==[^ ]+(.*)$", text, flags=re.MULTILINE)
        assert packages
        assert all(rest.strip() == "\\" for rest in packages)
        assert text.count("--hash=sha256:") >= len(packages)
