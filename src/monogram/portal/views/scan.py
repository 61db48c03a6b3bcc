"""The bench: a code is scanned, what it stands for is shown, and it is marked as the mode says.

A scanner types a code and Enter into the page's form. With the page's script the answer comes as JSON, without it as
the page. Mode and latest scans are kept in the session, so that both ways show the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from monogram.artwork import queries as artwork
from monogram.common import clock
from monogram.common.errors import MonogramError
from monogram.oms import scan
from monogram.oms.pictures import picture_of
from monogram.oms.scan import Scanned
from monogram.orders.models import ItemStatus
from monogram.portal.access import Member, content_security_policy, for_members
from monogram.production.errors import CodeNotKnownError

_MOST_KEPT = 20
_LONGEST_CODE = 60
_CAMERA = "camera=(self), microphone=(), geolocation=()"


class Mode(StrEnum):
    """What becomes of what is scanned."""

    SHOW = "show"
    PRINTED = "printed"
    DISPATCHED = "dispatched"

    @property
    def label(self) -> str:
        return {Mode.SHOW: "Show only", Mode.PRINTED: "Printed", Mode.DISPATCHED: "Dispatched"}[self]


class Tone(StrEnum):
    """How a scan went, for colour and sound."""

    SHOWN = "shown"
    DONE = "done"
    AGAIN = "again"
    STOP = "stop"
    ERROR = "error"


_USE_CASES: Mapping[Mode, Callable[..., Scanned]] = {
    Mode.SHOW: scan.look_up,
    Mode.PRINTED: scan.mark_printed,
    Mode.DISPATCHED: scan.mark_dispatched,
}
_STOP = "Stop: do not make it"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one scan."""

    code: str
    mode: Mode
    tone: Tone
    said: str
    detail: str = ""
    scanned: Scanned | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@for_members()
def scan_page(request: HttpRequest, member: Member) -> HttpResponse:
    """The field to scan into; with a code, what it stands for and what was marked."""
    bench = _Bench(request, member)
    outcome = None
    if request.method == "POST" and (code := request.POST.get("code", "")[:_LONGEST_CODE].strip()):
        outcome = _scan(member, code, bench.mode)
        bench.note(outcome)
    if request.headers.get("Accept") == "application/json":
        return _as_json(member, bench, outcome)
    context = {
        "member": member,
        "modes": [each for each in Mode if each == Mode.SHOW or member.may_work],
        "mode": bench.mode,
        "scans": bench.scans,
        **_shown(outcome),
    }
    response = render(request, "portal/scan.html", context)
    response.headers["Content-Security-Policy"] = content_security_policy(with_wasm=True)
    response.headers["Permissions-Policy"] = _CAMERA
    return response


def _as_json(member: Member, bench: _Bench, outcome: Outcome | None) -> HttpResponse:
    context = {"member": member, "scans": bench.scans, **_shown(outcome)}
    return JsonResponse(
        {
            "tone": outcome.tone if outcome else "",
            "said": outcome.said if outcome else "",
            "result": render_to_string("portal/scan_result.html", context),
            "history": render_to_string("portal/scan_history.html", context),
        }
    )


def _scan(member: Member, code: str, mode: Mode) -> Outcome:
    try:
        scanned = _USE_CASES[mode](supplier=member.company, code=code)
    except CodeNotKnownError:
        detail = "Nothing of yours has this code. Scan the bars below the print or on the job ticket once more."
        return Outcome(code, mode, Tone.ERROR, "Unknown code", detail)
    except MonogramError as error:
        known = scan.look_up(supplier=member.company, code=code)
        if known.stop:
            return Outcome(code, mode, Tone.STOP, _STOP, known.stop, known)
        tone = Tone.ERROR if known.outstanding else Tone.AGAIN
        return Outcome(code, mode, tone, "Not marked" if known.outstanding else "Nothing to mark", error.text, known)
    if scanned.stop:
        return Outcome(code, mode, Tone.STOP, _STOP, scanned.stop, scanned)
    if mode == Mode.SHOW:
        return Outcome(code, mode, Tone.SHOWN, _standing(scanned), "", scanned)
    return _marked(code, mode, scanned)


def _standing(scanned: Scanned) -> str:
    if scanned.dispatched_at or not scanned.outstanding:
        return "Dispatched"
    return "Printed" if scanned.printed_at else "To be printed"


def _marked(code: str, mode: Mode, scanned: Scanned) -> Outcome:
    if not scanned.newly:
        before = scanned.printed_at if mode == Mode.PRINTED else scanned.dispatched_at
        when = f": {clock.ago(before)}" if before else ""
        return Outcome(code, mode, Tone.AGAIN, f"{mode.label} already", f"It was marked before{when}.", scanned)
    pieces = "" if scanned.newly == 1 else f", {scanned.newly} pieces"
    return Outcome(code, mode, Tone.DONE, f"{mode.label}{pieces}", "", scanned)


def _shown(outcome: Outcome | None) -> dict[str, Any]:
    """An outcome with what the bench wants to see of the line."""
    if outcome is None or outcome.scanned is None:
        return {"outcome": outcome}
    scanned = outcome.scanned
    item, order = scanned.item, scanned.order
    is_stopped = outcome.tone == Tone.STOP
    assets = artwork.assets_of_order(order.pk, supplier_id=order.supplier_id).get(item.pk, [])
    return {
        "outcome": outcome,
        "item": item,
        "order": order,
        "scanned": scanned,
        "picture": picture_of(item),
        "options": [option for option in (item.colour, item.size) if option],
        "status": ItemStatus(item.status).label,
        "files": [] if is_stopped else [asset for asset in assets if asset.name.startswith("output")],
    }


class _Bench:
    """Mode and latest scans of this browser at one supplier."""

    def __init__(self, request: HttpRequest, member: Member) -> None:
        self._session = request.session
        self._key = f"portal-scan-{member.company.pk}"
        kept = request.session.get(self._key, {})
        wanted = request.POST.get("mode") or kept.get("mode", "")
        may = {Mode.SHOW, *(Mode if member.may_work else ())}
        self.mode = Mode(wanted) if wanted in may else Mode.SHOW
        self._scans: list[dict[str, str]] = kept.get("scans", [])
        if request.method == "POST" and self.mode != kept.get("mode"):
            self._keep()

    @property
    def scans(self) -> list[dict[str, Any]]:
        """The latest first."""
        return [{**each, "at": datetime.fromisoformat(each["at"])} for each in self._scans]

    def note(self, outcome: Outcome) -> None:
        scanned = outcome.scanned
        number = scanned.number if scanned and scanned.item.quantity > 1 else None
        what = (scanned.item.description or scanned.item.sku) if scanned else ""
        line = {
            "code": outcome.code,
            "tone": outcome.tone.value,
            "said": outcome.said,
            "what": f"{what}, piece {number}" if number else what,
            "order": scanned.order.external_ref if scanned else "",
            "at": clock.now().isoformat(),
        }
        self._scans = [line, *self._scans][:_MOST_KEPT]
        self._keep()

    def _keep(self) -> None:
        self._session[self._key] = {"mode": self.mode.value, "scans": self._scans}
