"""The buttons that send an order off: a label for its pieces, and a label taken back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from monogram.oms.ship import ship_order, void_shipment
from monogram.oms.status_actions import PiecesForm, StatusActions, dialog
from monogram.orders.models import OrderItem, OrderStatus
from monogram.orders.statuses import PAUSED, Actor
from monogram.shipping.models import CarrierConnection, Shipment, ShipmentState
from monogram.shipping.queries import Pieces


class ShipForm(PiecesForm):
    """How many pieces of each line go into this parcel; to begin with, all that are still to leave."""

    note = "Note"
    begins_full = True

    def most(self, item: OrderItem, pieces: Pieces) -> int:
        return pieces.outstanding

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        lines = [name for name in self.fields if name.startswith("line_")]
        if lines and not self.errors and not any(cleaned.get(name) for name in lines):
            self.add_error(lines[0], "Choose at least one piece.")
        return cleaned


class VoidForm(BaseDialogForm):
    """Which label, and why."""

    shipment = forms.TypedChoiceField(label="Label", coerce=int, widget=UnfoldAdminSelectWidget)
    reason = forms.CharField(max_length=255, required=False, widget=UnfoldAdminTextInputWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = _labelled(self.object_id)
        self.fields["shipment"].choices = [(one.pk, f"{one.tracking}, {one.carrier}") for one in made]


class ShipActions(StatusActions):
    """Sending an order off from its page."""

    @action(
        description="Ship",
        url_path="ship",
        icon="local_shipping",
        permissions=["ship"],
        variant=ActionVariant.PRIMARY,
        dialog=dialog(
            "Ship and print the label",
            "With its label a parcel has left: the shop is told. Fewer pieces make a parcel of a part of the order.",
            "Make the label",
            ShipForm,
        ),
    )
    def ship(self, request: HttpRequest, form: ShipForm, object_id: str) -> HttpResponse:
        use_case = partial(ship_order, quantities=form.chosen())
        return self.carry_out(request, use_case, object_id, form, "the label is made; print it under Parcels")

    @action(
        description="Void label",
        url_path="void",
        icon="delete_forever",
        permissions=["void"],
        dialog=dialog(
            "Void a label",
            "For a label that is not used. Its pieces are still to leave then, and the order is In Production.",
            "Void the label",
            VoidForm,
        ),
    )
    def void(self, request: HttpRequest, form: VoidForm, object_id: str) -> HttpResponse:
        shipment = form.cleaned_data["shipment"]

        def use_case(*, order_id: int, actor: Actor, why: str) -> None:
            void_shipment(shipment_id=shipment, actor=actor, why=why)

        return self.carry_out(request, use_case, object_id, form, "the label is void")

    def has_ship_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """While something may leave, where the supplier has a carrier."""
        standing = self._standing(object_id)
        if standing is None or standing.status in PAUSED or not object_id:
            return False
        carriers = CarrierConnection.objects.filter(is_enabled=True, supplier__supplied_orders=int(object_id))
        return self._staff_may(request, object_id, OrderStatus.DISPATCHED) and carriers.exists()

    def has_void_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self.has_change_permission(request) and bool(_labelled(object_id))


def _labelled(order_id: str | None) -> list[Shipment]:
    if not order_id:
        return []
    made = Shipment.objects.filter(order=int(order_id), state=ShipmentState.MADE, connection__isnull=False)
    return list(made.order_by("pk"))
