"""What `./run` and `./test` share: a virtual environment with pinned packages and the browser code built.

Needs Python 3.11 or newer and its pip (or Debian's python3-venv), nothing else. Every step is one line; a step whose
inputs have not changed since last time is skipped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def say(text: str, *, end: str = "\n") -> None:
    """Print at once, also when the output is a pipe."""
    print(text, end=end, flush=True)


def fail(text: str) -> None:
    """End with a plain sentence instead of a traceback."""
    sys.exit(f"\n{text}")


def step(title: str, work: Callable[[], bool]) -> None:
    """Do one step and print its line: what, how long, or that there was nothing to do."""
    say(f"  {title:<42}", end="")
    began = time.monotonic()
    did_something = work()
    say(f"done in {time.monotonic() - began:.1f} s" if did_something else "up to date")


def call(*command: str | Path, purpose: str, **environment: str) -> str:
    """Run a command quietly and return its output; if it fails, end with its last words."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        tail = "\n".join(done.stdout.strip().splitlines()[-25:])
        fail(f"{purpose} failed:\n\n{tail}\n")
    return done.stdout


def _digest(*files: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _make_venv() -> bool:
    if PYTHON.exists():
        return False
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, check=False)
    if made.returncode != 0:  # Debian's python3 without python3-venv has no ensurepip; pip can fill the gap
        shutil.rmtree(VENV, ignore_errors=True)
        call(sys.executable, "-m", "venv", "--without-pip", VENV, purpose="Making the virtual environment")
        call(sys.executable, "-m", "pip", "--python", PYTHON, "install", "pip", purpose="Installing pip")
    return True


def _pip(*arguments: str | Path, purpose: str, **environment: str) -> None:
    call(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        *arguments,
        purpose=purpose,
        **environment,
    )


def _install(lock: str) -> bool:
    wanted = _digest(ROOT / lock)
    stamp = VENV / f"{lock}.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    _pip("--require-hashes", "-r", ROOT / lock, purpose="Installing the packages")
    for other in VENV.glob("requirements*.installed"):
        other.unlink()
    stamp.write_text(wanted)
    return True


def _install_monogram() -> bool:
    wanted = _digest(ROOT / "pyproject.toml", ROOT / "hatch_build.py")
    stamp = VENV / "monogram.installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    # The browser code has its own step, which runs again whenever its sources change.
    _pip(
        "--no-deps",
        "--no-build-isolation",
        "--editable",
        ROOT,
        purpose="Installing Monogram",
        MONOGRAM_SKIP_BROWSER_BUILD="1",
    )
    stamp.write_text(wanted)
    return True


def _build_browser() -> bool:
    return call(PYTHON, ROOT / "hatch_build.py", purpose="Building the browser code").strip() != "up to date"


def prepare(lock: str) -> None:
    """Bring this checkout to where Monogram can be started. `lock` names the file of pinned packages."""
    if sys.version_info < (3, 11):
        fail(f"Monogram needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    step("Virtual environment", _make_venv)
    if lock == "requirements.lock" and (VENV / "requirements-dev.lock.installed").exists():
        lock = "requirements-dev.lock"  # the developer's set holds the other
    step(f"Packages from {lock}", lambda: _install(lock))
    step("Monogram itself", _install_monogram)
    step("Browser code", _build_browser)
