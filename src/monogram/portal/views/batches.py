"""What is printed together: the supplier's batches, what is in one, its files, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from monogram.common.errors import MonogramError
from monogram.oms import production
from monogram.oms.batch_pages import FILES, file_of, lines_of
from monogram.portal.access import Deed, Member, for_members
from monogram.production import queries
from monogram.production.models import HAS_FILES, BatchState

_PER_PAGE = 50
_DEEDS: Mapping[str, tuple[Callable[..., None], str]] = {
    "close": (production.close_batch, "takes nothing more: its files are being made"),
    "make-again": (production.make_batch_files_again, "gets new files"),
    "archive": (production.archive_batch, "is archived"),
}


@require_GET
@for_members()
def batches(request: HttpRequest, member: Member) -> HttpResponse:
    """The batches of one state, or all that are not archived; the latest first."""
    own = queries.batches_of(member.company)
    counted = dict(own.order_by().values_list("state").annotate(Count("pk", distinct=True)))
    asked = request.GET.get("state", "")
    state = BatchState(asked) if asked in BatchState.values else None
    shown = own.filter(state=state) if state else own.exclude(state=BatchState.ARCHIVED)
    unfinished = sum(count for each, count in counted.items() if each != BatchState.ARCHIVED)
    context = {
        "member": member,
        "tabs": [("", "All", unfinished), *((each.value, each.label, counted.get(each, 0)) for each in BatchState)],
        "state": state.value if state else "",
        "page": Paginator(shown.order_by("-pk"), _PER_PAGE).get_page(request.GET.get("page")),
        "has_any": bool(counted),
    }
    return render(request, "portal/batches.html", context)


@require_GET
@for_members()
def batch(request: HttpRequest, member: Member, ref: str) -> HttpResponse:
    """One batch. Asked for JSON, the part of the page that changes, if it has since `version`."""
    shown = _batch_of(member, ref)
    lines = lines_of(shown)
    printed = sum(line.printed for line in lines if not line.batched.is_over)
    stops = [line.item.order.status for line in lines if line.stop]
    version = f"{shown.state}-{shown.generation}-{shown.error}-{len(lines)}-{printed}-{len(stops)}"
    context = {
        "member": member,
        "batch": shown,
        "lines": lines,
        "printed": printed,
        "pieces": sum(line.batched.quantity for line in lines if not line.batched.is_over),
        "files": FILES if shown.state in HAS_FILES else {},
        "begins": shown.state == BatchState.PENDING_PRODUCTION,
        "version": version,
    }
    if request.headers.get("Accept") != "application/json":
        return render(request, "portal/batch.html", context)
    if request.GET.get("version") == version:
        return HttpResponse(status=204)
    return JsonResponse({"version": version, "html": render_to_string("portal/batch_now.html", context, request)})


@require_POST
@for_members(Deed.WORK)
def batch_file(request: HttpRequest, member: Member, ref: str, generation: int, kind: str) -> HttpResponseBase:
    """One of the batch's files as a download; that of the sheets puts it to work."""
    if kind not in FILES:
        raise Http404("No such file")
    wanted = _batch_of(member, ref)
    try:
        return file_of(batch_id=wanted.pk, generation=generation, kind=kind, who=str(member.user))
    except MonogramError as error:
        messages.error(request, f"{error.text}.")
        return redirect("portal-batch", company_id=member.company.pk, ref=ref)


@require_POST
@for_members(Deed.WORK)
def change_batch(request: HttpRequest, member: Member, ref: str, deed: str) -> HttpResponse:
    """Make it ready now, make its files again, or archive it."""
    if deed not in _DEEDS:
        raise Http404("No such action")
    use_case, done = _DEEDS[deed]
    changed = _batch_of(member, ref)
    try:
        use_case(batch_id=changed.pk)
        messages.success(request, f"Batch {ref} {done}.")
    except MonogramError as error:
        messages.error(request, f"{error.text}.")
    return redirect("portal-batch", company_id=member.company.pk, ref=ref)


def _batch_of(member: Member, ref: str) -> Any:
    """With `piece_count`. Raises Http404, also for another supplier's."""
    return get_object_or_404(queries.batches_of(member.company), ref=ref)
