"""An order leaves: with a label made here, or with the supplier's own tracking number; or a label is taken back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from monogram.common.errors import MonogramError
from monogram.oms.lines import Parcel
from monogram.oms.ship import ship_order, void_shipment
from monogram.oms.status import change_item_statuses, change_status
from monogram.orders.models import ItemStatus, Order, OrderStatus
from monogram.portal.access import Deed, Member, for_members
from monogram.portal.lists import ListAddress
from monogram.portal.order_page import lines_of, parcels_of
from monogram.portal.views.order import back_to, carry_out, order_or_404, refuse
from monogram.shipping.labels import label_address
from monogram.shipping.models import LabelFormat, Shipment, ShipmentState

_LONGEST_TEXT = 255


class ParcelForm(forms.Form):
    """What goes into a parcel, and how it leaves."""

    by = forms.ChoiceField(choices=[("label", ""), ("own", "")])
    key = forms.RegexField(r"^[0-9a-f]{32}\Z")
    tracking = forms.CharField(max_length=_LONGEST_TEXT, required=False)
    carrier = forms.CharField(max_length=_LONGEST_TEXT, required=False)

    def __init__(self, data: QueryDict, order: Order) -> None:
        super().__init__(data)
        lines = lines_of(order)
        self.outstanding = {line.item.pk: line.outstanding for line in lines if line.outstanding}
        self.names_pieces = any(name.startswith("line_") for name in data)
        for line in lines:
            self.fields[f"line_{line.item.pk}"] = forms.IntegerField(min_value=0, max_value=10**9, required=False)

    @property
    def quantities(self) -> dict[int, int]:
        """Pieces by line id."""
        chosen = {name: count for name, count in self.cleaned_data.items() if name.startswith("line_") and count}
        return {int(name.removeprefix("line_")): count for name, count in chosen.items()}

    @property
    def takes_all(self) -> bool:
        """Whether all that is still to leave goes: also where no line is named."""
        return not self.names_pieces or self.quantities == self.outstanding


@require_POST
@for_members(Deed.WORK)
def send(request: HttpRequest, member: Member, order_id: int) -> HttpResponse:
    """Ship all or some pieces. The same form, come twice, makes one parcel."""
    found = order_or_404(member, order_id)
    form = ParcelForm(request.POST, found)
    if not form.is_valid() or not (form.takes_all or form.quantities):
        messages.error(request, "Choose how many pieces leave: whole numbers, and at least one.")
        return back_to(request, found)
    if form.cleaned_data["by"] == "own":
        return _send_by_itself(request, member, found, form)
    try:
        parcel = ship_order(
            order_id=found.pk,
            actor=member.actor,
            why=member.why,
            quantities=None if form.takes_all else form.quantities,
            request_key=form.cleaned_data["key"],
        )
    except MonogramError as error:
        return refuse(request, found, error)
    query = ListAddress.read(QueryDict(request.POST.get("list", ""))).query()
    address = reverse("portal-label", args=[member.company.pk, found.pk, parcel.pk])
    return HttpResponseRedirect(f"{address}?{query}")


def _send_by_itself(request: HttpRequest, member: Member, found: Order, form: ParcelForm) -> HttpResponse:
    tracking, carrier = (form.cleaned_data[name].strip() for name in ("tracking", "carrier"))
    if form.takes_all and not (tracking and form.names_pieces):

        def use_case() -> object:
            return change_status(
                order_id=found.pk,
                to=OrderStatus.DISPATCHED,
                actor=member.actor,
                why=member.why,
                shipping_tracking=tracking,
                shipping_carrier=carrier,
            )

        return carry_out(request, found, use_case, "Dispatched. The shop is told.")
    if not tracking:
        messages.error(request, "A part of an order needs its tracking number: without, parcels cannot be told apart.")
        return back_to(request, found)
    parcel, lines = Parcel(tracking, carrier), form.quantities

    def send_pieces() -> object:
        """The same pieces under the same number are told once, however often the form comes."""
        return change_item_statuses(
            wanted=dict.fromkeys(lines, ItemStatus.DISPATCHED),
            actors={found.pk: member.actor},
            quantities=lines,
            parcels=dict.fromkeys(lines, parcel),
            why=member.why,
        )

    done = "Dispatched" if form.takes_all else "These pieces are dispatched"
    return carry_out(request, found, send_pieces, f"{done}. The shop is told.")


@require_GET
@for_members(Deed.WORK)
def label(request: HttpRequest, member: Member, order_id: int, shipment_id: int) -> HttpResponse:
    """A parcel's label, ready to be printed."""
    found = order_or_404(member, order_id)
    parcel = _parcel_or_404(found, shipment_id)
    shown = next((one for one in parcels_of(found) if one.parcel.pk == parcel.pk and one.labels), None)
    if shown is None:
        messages.error(request, "This parcel has no label: it was voided, or got none here.")
        return back_to(request, found)
    pages = parcel.labels.filter(format=LabelFormat.PNG).order_by("page").values_list("page", flat=True)
    address = label_address(parcel, LabelFormat.PNG)
    context = {
        "member": member,
        "order": found,
        "shown": shown,
        "pictures": [f"{address}?page={page}" for page in pages],
        "query": ListAddress.read(request.GET).query(),
    }
    return render(request, "portal/label.html", context)


@require_POST
@for_members(Deed.WORK)
def void(request: HttpRequest, member: Member, order_id: int, shipment_id: int) -> HttpResponse:
    """The label is not used: its pieces are still to leave."""
    found = order_or_404(member, order_id)
    parcel = _parcel_or_404(found, shipment_id)
    return carry_out(
        request,
        found,
        lambda: void_shipment(shipment_id=parcel.pk, actor=member.actor, why=member.why),
        f"The label {parcel.tracking} is void: throw it away. Its pieces are still to leave.",
    )


def _parcel_or_404(found: Order, shipment_id: int) -> Shipment:
    parcel = found.shipments.filter(pk=shipment_id if shipment_id < 2**63 else 0).exclude(state=ShipmentState.FAILED)
    if not (one := parcel.first()):
        raise Http404("No such parcel")
    return one
