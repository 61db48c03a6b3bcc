"""karrio's requests leave by the guarded client alone, and importing it changes nothing for anybody else."""

from __future__ import annotations

import ast
import http.client
import importlib
import logging
import socket
import ssl
import sys
import urllib.request
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from tests.shipping.karrio.cases import CASES, Case
from tests.shipping.karrio.world import SECRET, TOKEN, answer, carrier, connection, recorded, wish

from monogram.common.http import AddressRefusedError
from monogram.shipping.carriers.karrio import sdk, wire
from monogram.shipping.carriers.karrio.table import FACTS
from monogram.shipping.errors import CarrierRefusedError, CarrierSilentError
from monogram.shipping.models import CarrierCode

_NETWORK = {"urllib.request", "urllib3", "requests", "http.client", "httpx", "httpcore", "aiohttp", "socket", "zeep"}


class NoWayOut:
    """Counts what tries to leave by another way."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.attempts = 0
        patch.setattr(urllib.request.OpenerDirector, "open", self._refuse)
        patch.setattr(http.client.HTTPConnection, "connect", self._refuse)
        patch.setattr(socket, "create_connection", self._refuse)
        patch.setattr(socket.socket, "connect", self._refuse)

    def _refuse(self, *_arguments: Any, **_named: Any) -> None:
        self.attempts += 1
        raise AssertionError("by another way than the guarded client")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_nothing_leaves_but_by_the_guarded_client(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    other_ways = NoWayOut(monkeypatch)
    account = connection(case.code, is_test=case.is_test, **case.settings)

    with recorded(*case.answers) as there:
        carrier(case.code).book(account, case.parcel)

    assert other_ways.attempts == 0
    assert len(there.sent) == (2 if case.sign_in else 1)


def test_of_karrio_only_the_replaced_module_can_speak_to_a_network() -> None:
    root = Path(importlib.import_module("karrio.lib").__file__ or "").parent
    connectors = {facts.connector for facts in FACTS.values()}
    files = [
        *(root / "core").rglob("*.py"),
        *(root / "api").rglob("*.py"),
        *(root / "universal").rglob("*.py"),
        *(
            file
            for name in connectors
            for kind in ("mappers", "providers")
            for file in (root / kind / name).rglob("*.py")
        ),
        root / "lib.py",
    ]

    speaking = {str(file.relative_to(root)) for file in files if _imports(file) & _NETWORK}

    assert speaking == {"core/utils/helpers.py"}
    assert len(files) > 150


def _imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_karrio_sends_nothing_that_was_not_asked_for() -> None:
    sdk.connect("ups", {"client_id": "a", "client_secret": "b"}, token_key="t")
    helpers = importlib.import_module("karrio.core.utils.helpers")

    with recorded() as there, pytest.raises(CarrierSilentError, match="not asked for"):
        helpers.request(url="https://onlinetools.ups.com/", method="GET")

    assert there.sent == []


def test_labels_are_sent_to_nobody_to_be_drawn() -> None:
    """karrio would have ZPL drawn by api.labelary.com, the address with it."""
    sdk.connect("ups", {"client_id": "a", "client_secret": "b"}, token_key="t")
    helpers = importlib.import_module("karrio.core.utils.helpers")

    with (
        recorded() as there,
        wire.exchange_with(("ups.com",)),
        pytest.raises(CarrierSilentError, match=r"Nothing is sent to api\.labelary\.com"),
    ):
        helpers.zpl_to_pdf("XlhB", 4, 6)

    assert there.sent == []


@pytest.mark.parametrize("host", ["ups.com.example", "evilups.com", "127.0.0.1"])
def test_only_the_carriers_own_hosts_are_asked(host: str) -> None:
    with recorded(), wire.exchange_with(("ups.com",)), pytest.raises(CarrierSilentError, match=host):
        wire.send(urllib.request.Request(f"https://{host}/"))


def test_an_address_that_the_guard_refuses_is_not_asked() -> None:
    refused = AddressRefusedError("private")
    with (
        recorded(refused),
        pytest.raises(CarrierRefusedError, match=r"^UPS did not let us in: The carrier did not answer"),
    ):
        carrier(CarrierCode.UPS).book(connection(CarrierCode.UPS), wish("standard"))


def test_a_request_that_is_refused_for_now_is_not_repeated_by_karrio() -> None:
    """Twice the same POST would be two parcels."""
    with recorded(TOKEN, answer("", status=503)) as there, pytest.raises(CarrierSilentError):
        carrier(CarrierCode.UPS).book(connection(CarrierCode.UPS), wish("standard"))

    assert len(there.sent) == 2


def test_importing_karrio_leaves_certificates_checked_and_the_logs_alone() -> None:
    """In a process of its own, since karrio does what it does on its first import."""
    program = (
        "import logging, ssl, sys\n"
        "before, handlers = ssl._create_default_https_context, list(logging.getLogger().handlers)\n"
        "import django; django.setup()\n"
        "from monogram.shipping.carriers.registry import CARRIERS\n"
        "assert 'karrio' not in sys.modules, 'imported before it was needed'\n"
        "from monogram.shipping.carriers.karrio import sdk\n"
        "sdk.connect('ups', {'client_id': 'a', 'client_secret': 'b'}, token_key='t')\n"
        "assert ssl._create_default_https_context is before\n"
        "import PIL.ImageFile; assert PIL.ImageFile.LOAD_TRUNCATED_IMAGES is False\n"
        "assert 'karrio.sdk' not in sys.modules and 'karrio.core.plugins' not in sys.modules\n"
    )

    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, "karrio" in done.stderr.lower()) == (0, False), done.stderr


def test_secrets_are_in_no_log(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    case = next(case for case in CASES if case.code == CarrierCode.DHL_PAKET)
    wrong = answer({"title": "Unauthorized", "status": 401, "detail": "Wrong"}, status=401)

    with caplog.at_level(logging.DEBUG), recorded(*case.answers):
        carrier(case.code).book(connection(case.code, is_test=False, **case.settings), case.parcel)
    with caplog.at_level(logging.DEBUG), recorded(wrong), pytest.raises(CarrierRefusedError):
        carrier(case.code).check(connection(case.code))

    written = caplog.text + "".join(capfd.readouterr())
    assert "karrio: HTTP request failed" in written
    assert SECRET not in written
    assert "Kurt-Schumacher" not in written


def test_the_check_of_certificates_is_the_usual_one() -> None:
    sdk.connect("fedex", {}, token_key="t")

    assert ssl._create_default_https_context is ssl.create_default_context
