"""The page of stopped orders in the back office: by reason, and released together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from monogram.oms.stopped import MOST_AT_ONCE, ReleasedTogether, release_all, stopped_groups
from monogram.orders.admin import since
from monogram.orders.statuses import Actor

_NAMED = 5


class GroupForm(forms.Form):
    """Which group is released."""

    supplier = forms.IntegerField(required=False)
    reason = forms.CharField(required=False, strip=False)

    def clean_reason(self) -> str:
        """Browsers send every line's end as two characters."""
        return str(self.cleaned_data["reason"]).replace("\r\n", "\n")


def stopped_page(request: HttpRequest, context: dict[str, Any], *, may_release: bool) -> HttpResponse:
    """The groups. Asked to release one, it is shown once more; confirmed, its orders go on, and the page says how."""
    form = GroupForm(request.POST or None)
    chosen = (form.cleaned_data["supplier"], form.cleaned_data["reason"]) if form.is_valid() and may_release else None
    if chosen and "confirmed" in request.POST:
        came = release_all(supplier_id=chosen[0], reason=chosen[1], actor=Actor.staff(request.user))  # type: ignore[arg-type]  # only signed-in users come here
        _tell(request, came)
        return HttpResponseRedirect(reverse("admin:orders_order_stopped"))
    groups = stopped_groups()
    asked = next((group for group in groups if (group.supplier_id, group.reason) == chosen), None)
    aged = [(group, since(group.oldest)) for group in groups]
    page = {"title": "Stopped orders", "groups": aged, "asked": asked, "may_release": may_release}
    return render(request, "oms/admin/stopped.html", {**context, **page, "most": MOST_AT_ONCE})


def _tell(request: HttpRequest, came: ReleasedTogether) -> None:
    if came.released:
        messages.success(request, f"{_orders(came.released)} on.")
    _tell_of_others(request, came.stopped_again, "still stopped")
    _tell_of_others(request, came.refused, "not released")
    if came.left:
        messages.info(request, f"{came.left} more wait for the same reason: choose Release all again.")
    if not (came.released or came.stopped_again or came.refused):
        messages.info(request, "Nothing was left to release: somebody has dealt with these orders.")


def _tell_of_others(request: HttpRequest, others: Mapping[str, Sequence[str]], what: str) -> None:
    for reason, refs in others.items():
        more = f" and {len(refs) - _NAMED} more" if len(refs) > _NAMED else ""
        messages.warning(request, f"{', '.join(refs[:_NAMED])}{more}: {what}. {reason}.")


def _orders(count: int) -> str:
    return f"{count:,} orders go" if count != 1 else "1 order goes"
