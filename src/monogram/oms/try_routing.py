"""Trying out where an order would go, in the back office: the plan of order intake, drawn instead of carried out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from monogram.common.countries import ALPHA_2
from monogram.companies.models import Company, CompanyType
from monogram.oms.route import Line, LineToRoute, decide, today, with_candidates
from monogram.oms.route_choice import Order, lot_of
from monogram.orders.explanations import ExplainedLine, explain
from monogram.orders.matching import Clues, match_products

MOST_LINES = 20
_LINE = re.compile(r"(?P<sku>\S+)(?:\s+[x×*]?\s*(?P<quantity>[1-9][0-9]{0,5}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TriedSku:
    """One line of the form."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a hundred orders a candidate of a line gets."""

    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class TriedLine:
    """What would become of a line, and how its shares divide many orders (empty: all go the same way)."""

    asked: TriedSku
    explained: ExplainedLine
    shares: Sequence[Share]


class TryRoutingForm(forms.Form):
    """An order, as far as routing asks."""

    retailer = forms.ModelChoiceField(
        Company.objects.exclude(type=CompanyType.SUPPLIER), widget=UnfoldAdminSelectWidget, empty_label=None
    )
    skus = forms.CharField(
        label="SKUs",
        help_text="A line each: the retailer’s SKU and how many, e.g. MUG 2.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "spellcheck": "false", "placeholder": "MUG 2"}),
    )
    country = forms.CharField(
        label="Ships to",
        max_length=2,
        initial="GB",
        help_text="Two letters, e.g. GB.",
        widget=UnfoldAdminTextInputWidget,
    )
    leaves_by = forms.DateField(
        label="Leaves by",
        required=False,
        help_text="The order’s required_dispatch_date, if it has one.",
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
    )
    account = forms.IntegerField(
        label="Named account",
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text="The order’s secondary_company_ref_id, if it has one.",
        widget=UnfoldAdminIntegerFieldWidget,
    )
    external_ref = forms.CharField(
        label="Order reference",
        required=False,
        max_length=100,
        help_text="Shares are drawn by it: an order of this reference goes just this way.",
        widget=UnfoldAdminTextInputWidget,
    )

    def clean_skus(self) -> list[TriedSku]:
        written = [row.strip() for row in self.cleaned_data["skus"].splitlines() if row.strip()]
        if len(written) > MOST_LINES:
            raise ValidationError(f"Give at most {MOST_LINES} lines.")
        matches = [(row, _LINE.fullmatch(row)) for row in written]
        if wrong := next((row for row, match in matches if match is None), None):
            raise ValidationError(f"“{wrong}” is not a SKU and a number, as in MUG 2.")
        return [TriedSku(match["sku"], int(match["quantity"] or 1)) for _, match in matches if match]

    def clean_country(self) -> str:
        code: str = self.cleaned_data["country"].upper()
        if code not in ALPHA_2:
            raise ValidationError(f"No country has the code {code}.")
        return code


def try_routing(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page: a form, and once it is sent what would happen. Nothing is written. `context` is the admin site's."""
    first = Company.objects.exclude(type=CompanyType.SUPPLIER).order_by("pk").first()
    asks = "skus" in request.GET
    initial = {"retailer": first, "country": "GB", **request.GET.dict()}
    form = TryRoutingForm(request.GET if asks else None, initial=initial)
    lines = tried_lines(form.cleaned_data) if asks and form.is_valid() else []
    parcels = {line.explained.winner.name for line in lines if line.explained.winner}
    stuck = any(line.explained.winner is None for line in lines)
    return render(
        request,
        "oms/admin/try_routing.html",
        {**context, "title": "Try routing", "form": form, "lines": lines, "parcels": len(parcels), "stuck": stuck},
    )


def tried_lines(asked: dict[str, Any]) -> list[TriedLine]:
    """Where the lines of a valid form would go, and how many of many orders like it would go where."""
    company, skus = asked["retailer"], asked["skus"]
    matches = match_products(company, [Clues(sku=line.sku) for line in skus])
    to_route = [LineToRoute(match, line.quantity) for match, line in zip(matches, skus, strict=True)]
    ref = asked["external_ref"]
    order = Order(asked["country"], asked["account"], lot_of(company.pk, ref), today(), asked["leaves_by"])
    lines = with_candidates(company, to_route, order.today)
    shares = [()] * len(lines) if ref else _shares(order, lines)
    return [
        TriedLine(line, explain(why), share)
        for line, why, share in zip(skus, decide(order, lines).explanations, shares, strict=True)
    ]


def _shares(order: Order, lines: Sequence[Line]) -> list[Sequence[Share]]:
    """How a hundred orders with lots spread evenly are divided, line by line."""
    counts: list[Counter[int]] = [Counter() for _ in lines]
    for number in range(100):
        one = replace(order, lot=((2 * number + 1) << 64) // 200)
        for count, destination in zip(counts, decide(one, lines).destinations, strict=True):
            if destination:
                count[destination.account_id] += 1
    names = {each.account.id: each.label for line in lines for each in line.candidates if each.account}
    return [
        [Share(names[number], times) for number, times in count.most_common()] if len(count) > 1 else ()
        for count in counts
    ]
