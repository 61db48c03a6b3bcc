"""Sending a time's messages again, in the back office: whose, from when, how many that would be, and then doing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from monogram.callbacks import queries, services
from monogram.companies.models import Company


class ReplayForm(forms.Form):
    """Which messages are to be sent once more."""

    company = forms.ModelChoiceField(
        Company.objects.all(),
        widget=UnfoldAdminSelectWidget,
        help_text="Callbacks to this retailer, and pushes to this supplier.",
    )
    since = forms.SplitDateTimeField(label="Written since", widget=UnfoldAdminSplitDateTimeWidget)
    until = forms.SplitDateTimeField(
        label="Written before", required=False, widget=UnfoldAdminSplitDateTimeWidget, help_text="Empty: until now."
    )
    receiver = forms.CharField(
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"placeholder": "shop.example", "spellcheck": "false"}),
        help_text="One host as the list shows it. Empty: any.",
    )
    only_failed = forms.BooleanField(
        label="Only what was given up", required=False, initial=True, widget=UnfoldBooleanSwitchWidget
    )


def replay_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The form; asked for, how many messages it comes to; confirmed, they are sent."""
    form = ReplayForm(request.POST or None)
    number = None
    if form.is_valid():
        wanted = form.cleaned_data
        if "confirmed" in request.POST:
            sent = services.replay_since(**wanted)
            messages.success(request, f"{sent:,} messages are being sent again, those of one order in their order.")
            return HttpResponseRedirect(reverse("admin:callbacks_delivery_changelist"))
        number = queries.replayable(**wanted).count()
    title = "Send messages again"
    return render(request, "callbacks/admin/replay.html", {**context, "title": title, "form": form, "number": number})


def receivers_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """How each receiver has fared this week."""
    receivers = queries.receivers_of_late()
    return render(request, "callbacks/admin/receivers.html", {**context, "title": "Receivers", "receivers": receivers})
