"""How orders reach the supplier, whether that works, what was sent and answered, and sending it again."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from monogram.callbacks import services
from monogram.callbacks.models import Attempt, Channel, Delivery, DeliveryKind, DeliveryStatus
from monogram.common import clock
from monogram.common.signing import sha256_hex
from monogram.companies.models import ApiKey
from monogram.oms import connections
from monogram.oms.connections import Integration
from monogram.oms.polling import poll_folder
from monogram.portal.access import Deed, Member, for_members
from monogram.suppliers.models import FolderIntegration, PushIntegration, ReceivedFile
from monogram.transports.steps import Step

_PER_PAGE = 25
_MOST_FILES = 20
_KINDS: dict[str, type[Integration]] = {"push": PushIntegration, "folder": FolderIntegration}


@require_GET
@for_members()
def connection(request: HttpRequest, member: Member) -> HttpResponse:
    """Every way of the supplier's orders with its health, the last messages and the last files."""
    context = _overview(request, member)
    seen = [
        *((each.health.tone, getattr(each.integration, "last_polled_at", None)) for each in context["connections"]),
        *map(_state_of, context["page"].object_list),
        *context["files"].values_list("pk", "state", "received_at"),
    ]
    return _live(request, "connection", context, seen)


@require_GET
@for_members()
def message(request: HttpRequest, member: Member, message_id: str) -> HttpResponse:
    """One message: what is in it, and each attempt with what was answered."""
    shown = _message_of(member, message_id)
    context = {"member": member, "message": shown, "body": _pretty(shown.body), "attempts": _told(shown)}
    return _live(request, "message", {**context, "may_go_again": _may_go_again(member, shown)}, [_state_of(shown)])


@require_POST
@for_members(Deed.MANAGE)
def send_again(request: HttpRequest, member: Member, message_id: str) -> HttpResponse:
    """Have one message sent once more, the same under the same id."""
    wanted = _message_of(member, message_id)
    if not _may_go_again(member, wanted):
        messages.error(request, "This message was taken back: it is not sent again.")
    else:
        services.replay(wanted)
        messages.success(request, "The message is being sent again. What comes of it appears here in a moment.")
    return redirect("portal-message", company_id=member.company.pk, message_id=message_id)


@require_POST
@for_members(Deed.MANAGE)
def send_failed_again(request: HttpRequest, member: Member) -> HttpResponse:
    """Have all that was given up since a moment sent once more, each order's messages in their order."""
    since = _moment(request.POST.get("since", ""))
    if since is None:
        messages.error(request, "Say since when: a day and a time.")
    else:
        count = services.replay_since(member.company, since, only_failed=True, kind=DeliveryKind.SUPPLIER_PUSH)
        if count:
            messages.success(request, f"{count:,} message{' is' if count == 1 else 's are'} being sent again.")
        else:
            messages.warning(request, "Nothing was given up since then.")
    return redirect("portal-connection", company_id=member.company.pk)


@require_POST
@for_members(Deed.MANAGE)
def test(request: HttpRequest, member: Member, kind: str, pk: int) -> HttpResponse:
    """Try a connection now, and show how far that came."""
    tried = _integration_of(member, kind, pk)
    if isinstance(tried, PushIntegration):
        result: dict[str, Any] = {"health": connections.try_push(tried)}
    else:
        checks = connections.try_folder(tried)
        passed = bool(checks) and checks[-1].passed
        left = [] if passed else [step for step in Step if step not in {check.step for check in checks}]
        result = {"checks": checks, "passed": passed, "left": left}
    return render(request, "portal/connection.html", _overview(request, member) | {"tested": tried, "result": result})


@require_POST
@for_members(Deed.MANAGE)
def poll(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Have a job look into a folder at once."""
    folder = _integration_of(member, "folder", pk)
    assert isinstance(folder, FolderIntegration)  # noqa: S101 - of the kind that was asked for
    if not folder.is_enabled:
        messages.error(request, "The folder is switched off: nothing is taken from it.")
    elif folder.stopped:
        messages.warning(request, f"It is left alone for now: {folder.stopped}. Put that right, then test it.")
    else:
        poll_folder.enqueue(folder.pk)
        messages.success(request, "The folder is being looked into. What is found appears here in a moment.")
    return redirect("portal-connection", company_id=member.company.pk)


def _overview(request: HttpRequest, member: Member) -> dict[str, Any]:
    sent = connections.messages_of(member.company).filter(created_at__gte=clock.now() - connections.LOOKED_BACK)
    failed = sent.filter(status=DeliveryStatus.FAILED)
    shown = request.GET.get("show", "")
    wanted = {"failed": failed, "waiting": sent.filter(status=DeliveryStatus.PENDING)}.get(shown, sent)
    attempts = Prefetch("attempts", Attempt.objects.order_by("number"))
    page = Paginator(wanted.prefetch_related(attempts), _PER_PAGE).get_page(request.GET.get("page"))
    integrations = connections.integrations_of(member.company)
    folders = [each.pk for each in integrations if isinstance(each, FolderIntegration)]
    return {
        "member": member,
        "connections": connections.connections_of(member.company),
        "page": page,
        "pages_at": reverse("portal-connection", args=[member.company.pk]),
        "messages_sent": [_line(each) for each in page.object_list],
        "show": shown,
        "failed_count": failed.count(),
        "since": timezone.localtime(clock.now() - timedelta(days=7)).strftime("%Y-%m-%dT%H:%M"),
        "files": ReceivedFile.objects.filter(integration__in=folders)[:_MOST_FILES],
        "has_folder": bool(folders),
        "keys": ApiKey.objects.filter(company=member.company, revoked_at=None).order_by("created_at"),
    }


def _live(request: HttpRequest, name: str, context: dict[str, Any], seen: object) -> HttpResponse:
    """The page; asked for JSON, the part of it that changes, if what is `seen` has since `version`."""
    version = sha256_hex(repr(seen).encode())[:16]
    if request.headers.get("Accept") != "application/json":
        return render(request, f"portal/{name}.html", context | {"version": version})
    if request.GET.get("version") == version:
        return HttpResponse(status=204)
    return JsonResponse({"version": version, "html": render_to_string(f"portal/{name}_now.html", context, request)})


def _state_of(delivery: Delivery) -> tuple[object, ...]:
    return delivery.pk, delivery.status, delivery.attempt_count, delivery.replay_at


def _line(delivery: Delivery) -> dict[str, Any]:
    attempts = list(delivery.attempts.all())
    if attempts:
        answered = connections.outcome_of(attempts[-1])
    else:
        answered = "Fetched" if delivery.delivered_at and delivery.channel == Channel.FEED else ""
    return {"delivery": delivery, "answered": answered, "is_update": delivery.sequence > 1}


def _told(delivery: Delivery) -> list[dict[str, Any]]:
    """The attempts, the latest first, without secrets."""
    return [
        {
            "attempt": attempt,
            "outcome": connections.outcome_of(attempt),
            "succeeded": connections.has_succeeded(attempt),
            "address": connections.shown_address(attempt.url),
            "sent": connections.shown_headers(attempt.request_headers),
            "answered": connections.shown_headers(attempt.response_headers),
            "answer": _pretty(attempt.response_body),
        }
        for attempt in delivery.attempts.order_by("-number")
    ]


def _message_of(member: Member, message_id: str) -> Delivery:
    return get_object_or_404(connections.messages_of(member.company), pk=message_id)


def _may_go_again(member: Member, delivery: Delivery) -> bool:
    return member.may_manage and delivery.status != DeliveryStatus.WITHDRAWN


def _integration_of(member: Member, kind: str, pk: int) -> Integration:
    for each in connections.integrations_of(member.company):
        if isinstance(each, _KINDS.get(kind, ())) and each.pk == pk:
            return each
    raise Http404("No such connection")


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        moment = parse_datetime(text)
        return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment
    return None


def _pretty(text: str) -> str:
    """JSON with indents, anything else as it is."""
    with suppress(ValueError):
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    return text
