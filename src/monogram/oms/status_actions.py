"""The buttons that move orders: release, hold, make again, confirm, cancel; and put chosen ones into batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from monogram.common.errors import MonogramError
from monogram.oms import batches, production
from monogram.oms.correct import correct_order
from monogram.oms.notify import notify_retailer
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.oms.reprint import reprint_order
from monogram.orders import queries
from monogram.orders.admin import OrderAdmin
from monogram.orders.models import ItemStatus, Order, OrderItem, OrderStatus
from monogram.orders.statuses import PAUSED, Actor, Party, Standing
from monogram.shipping import queries as shipments
from monogram.shipping.labels import label_address
from monogram.shipping.models import LabelFormat, Shipment, ShipmentState
from monogram.shipping.queries import Pieces

UseCase = Callable[..., Any]


def _links(parcel: Shipment) -> list[tuple[str, str]]:
    """The papers of a parcel that has left, by name, with their addresses."""
    if parcel.state != ShipmentState.MADE:
        return []
    formats = dict.fromkeys(LabelFormat(label.format) for label in parcel.labels.all())
    slip = reverse("admin:orders_order_document", args=[parcel.order_id, "packing-slip"])
    links = [(f"Label, {one.label}", label_address(parcel, one)) for one in formats]
    return [*links, ("Packing slip", f"{slip}?parcel={parcel.pk}")] if parcel.items.all() else links


class ReasonForm(BaseDialogForm):
    """Why: it stands in the order's history from then on."""

    reason = forms.CharField(max_length=255, required=False, widget=UnfoldAdminTextInputWidget)


class PiecesForm(BaseDialogForm):
    """A number of pieces of each line of an order, and a note of why."""

    note = "Reason"
    begins_full = False
    """Whether all pieces are chosen to begin with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = Order.objects.get(pk=self.object_id)
        pieces = shipments.pieces_of(order)
        for item in order.items.order_by("pk"):
            if most := self.most(item, pieces[item.pk]):
                self.fields[f"line_{item.pk}"] = forms.IntegerField(
                    label=f"{item.description or item.sku or item.ref} ({item.external_ref}), of {most}",
                    required=False,
                    min_value=0,
                    max_value=most,
                    initial=most if self.begins_full else 0,
                    widget=UnfoldAdminIntegerFieldWidget,
                )
        self.fields["reason"] = forms.CharField(
            label=self.note, max_length=255, required=False, widget=UnfoldAdminTextInputWidget
        )

    def most(self, item: OrderItem, pieces: Pieces) -> int:
        """How many may be chosen of a line; 0: it is not shown."""
        raise NotImplementedError

    def chosen(self) -> dict[int, int]:
        """Pieces by line id, of lines of which any were chosen."""
        return {int(name.removeprefix("line_")): n for name, n in self.cleaned_data.items() if "line_" in name and n}


class ReprintForm(PiecesForm):
    """How many pieces of each line to make again."""

    def most(self, item: OrderItem, pieces: Pieces) -> int:
        if item.status == ItemStatus.CANCELLED:
            return 0
        return pieces.left - pieces.again if item.status == ItemStatus.DISPATCHED else item.quantity

    def quantities(self) -> Mapping[int, int | None]:
        """Pieces by line id; None for a line that has not left, which is begun anew whole."""
        wanted = self.chosen()
        left = set(OrderItem.objects.filter(pk__in=wanted, status=ItemStatus.DISPATCHED).values_list("pk", flat=True))
        return {line: quantity if line in left else None for line, quantity in wanted.items()}


def dialog(title: str, description: str, submit: str, form: type[BaseDialogForm] = ReasonForm) -> Any:
    """A question before a button is carried out."""
    return {"title": title, "description": description, "form_class": form, "form_submit_text": submit}


class StatusActions(OrderAdmin):
    """A button is there only while the order's standing lets staff use it."""

    @action(
        description="Release",
        url_path="release",
        icon="play_arrow",
        permissions=["release"],
        variant=ActionVariant.PRIMARY,
        dialog=dialog(
            "Release this order",
            "It goes on from where it was; one that no supplier has had is routed anew.",
            "Release",
        ),
    )
    def release(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        return self.carry_out(request, release_order, object_id, form, "the order goes on")

    @action(
        description="Hold",
        url_path="hold",
        icon="pause",
        permissions=["hold"],
        dialog=dialog(
            "Hold this order",
            "Nothing is sent, and the supplier gets no print files, until it is released.",
            "Hold",
        ),
    )
    def hold(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        return self.carry_out(request, hold_order, object_id, form, "the order is on hold")

    @action(
        description="Make again",
        url_path="reprint",
        icon="replay",
        permissions=["reprint"],
        dialog=dialog(
            "Make again",
            "The pieces go back to production and leave in parcels of their own. The supplier is told.",
            "Make again",
            ReprintForm,
        ),
    )
    def reprint(self, request: HttpRequest, form: ReprintForm, object_id: str) -> HttpResponse:
        quantities = form.quantities()
        if not quantities:
            messages.warning(request, "No piece was chosen: nothing is made again.")
            return HttpResponse(headers={"HX-Redirect": reverse("admin:orders_order_change", args=[object_id])})
        use_case = partial(reprint_order, quantities=quantities)
        return self.carry_out(request, use_case, object_id, form, "it is made again")

    @action(
        description="Confirm dispatch",
        url_path="notify",
        icon="campaign",
        permissions=["notify"],
        dialog=dialog(
            "Confirm the dispatch to the shop",
            "The shop gets a callback once more. When its server has taken it, the order says so.",
            "Send",
        ),
    )
    def notify(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        return self.carry_out(request, notify_retailer, object_id, form, "the confirmation is on its way")

    @action(
        description="Cancel order",
        url_path="cancel",
        icon="cancel",
        permissions=["cancel"],
        variant=ActionVariant.DANGER,
        dialog=dialog(
            "Cancel this order",
            "What has left has left; the rest is cancelled for good. Shop and supplier are told.",
            "Cancel the order",
        ),
    )
    def cancel(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        return self.carry_out(request, cancel_order, object_id, form, "what had not left is cancelled")

    @display(description="")
    def parcels(self, order: Order) -> str:
        """What left, when and in what, and how much is still to leave."""
        is_over = order.status == OrderStatus.CANCELLED
        pieces = [] if is_over else shipments.pieces_of(order).values()
        parcels = [(parcel, _links(parcel)) for parcel in shipments.parcels_at_the_desk(order)]
        context = {"parcels": parcels, "open": sum(count.outstanding for count in pieces)}
        return render_to_string("oms/admin/parcels.html", context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A correction of an order that its supplier has already reaches the supplier too."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        correct_order(order_id=obj.pk, changes=changes, actor=Actor.staff(request.user))  # type: ignore[arg-type]  # only signed-in users come here

    def carry_out(
        self, request: HttpRequest, use_case: UseCase, object_id: str, form: BaseDialogForm, done: str
    ) -> HttpResponse:
        """Run a use case on one order, and go back to its page."""
        self.try_out(request, use_case, int(object_id), form.cleaned_data["reason"], done)
        return HttpResponse(headers={"HX-Redirect": reverse("admin:orders_order_change", args=[object_id])})

    def try_out(self, request: HttpRequest, use_case: UseCase, order_id: int, reason: str, done: str) -> None:
        """Run a use case as the person signed in, and tell them how it went."""
        try:
            use_case(order_id=order_id, actor=Actor.staff(request.user), why=reason)  # type: ignore[arg-type]  # as above
        except MonogramError as error:
            messages.error(request, error.text)
            return
        order = Order.objects.get(pk=order_id)
        if order.has_error:
            messages.warning(request, f"{order.external_ref}: {order.error_message}. Its lines say why.")
        else:
            messages.success(request, f"{order.external_ref}: {done}.")

    @admin.action(description="Hold the chosen orders", permissions=["change"])
    def hold_selected(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        for order in orders.order_by("pk"):
            self.try_out(request, hold_order, order.pk, "", "on hold")

    @admin.action(description="Release the chosen orders", permissions=["change"])
    def release_selected(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        for order in orders.order_by("pk"):
            self.try_out(request, release_order, order.pk, "", "goes on")

    @admin.action(description="Put the chosen orders into batches", permissions=["change"])
    def batch_selected(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        """For orders that are older than the template that fits them: new ones go in by themselves."""
        pieces = {order.external_ref: batches.allocate(order.pk) for order in orders.order_by("pk")}
        production.queue_files()
        if found := sum(pieces.values()):
            messages.success(request, f"{found} {'piece is' if found == 1 else 'pieces are'} in batches now.")
        if left_out := [ref for ref, count in pieces.items() if not count]:
            reason = "no template of its supplier fits, it is stopped, or nothing of it is left to batch"
            messages.warning(request, f"Nothing went in of {', '.join(left_out)}: {reason}.")

    def has_release_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        standing = self._standing(object_id)
        return self.has_change_permission(request) and standing is not None and standing.status in PAUSED

    def has_hold_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self._staff_may(request, object_id, OrderStatus.ON_HOLD)

    def has_cancel_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self._staff_may(request, object_id, OrderStatus.CANCELLED)

    def has_reprint_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        standing = self._standing(object_id)
        return (
            standing is not None
            and standing.status not in PAUSED
            and self._staff_may(request, object_id, OrderStatus.REPRINT)
        )

    def has_notify_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        order = Order.objects.filter(pk=object_id, status=OrderStatus.DISPATCHED).first() if object_id else None
        return self.has_change_permission(request) and order is not None and bool(order.status_callback_url)

    def _staff_may(self, request: HttpRequest, object_id: str | None, to: OrderStatus) -> bool:
        standing = self._standing(object_id)
        return self.has_change_permission(request) and standing is not None and standing.allows(to, Party.STAFF)

    def _standing(self, object_id: str | None) -> Standing | None:
        order = Order.objects.filter(pk=object_id).select_related("company").first() if object_id else None
        return None if order is None else queries.standing_of(order)
