"""Orders with their pictures and buttons: hold, release, cancel. Each asks why and leaves a line in the history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanSwitchWidget

from monogram.artwork.models import AssetKind, ItemAsset
from monogram.artwork.queries import assets_of_order
from monogram.common.errors import MonogramError
from monogram.files import services as files
from monogram.oms.move import accounts_to_move_to, is_with_supplier, move_order
from monogram.oms.release import cancel_order, hold_order, release_order
from monogram.oms.try_routing import try_routing
from monogram.orders.admin import OrderAdmin
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PAUSED, Actor, Party, may_follow

MOST_PICTURES = 3
"""In one row of the list."""

_UseCase = Callable[..., Any]


class ReasonForm(BaseDialogForm):
    """Why: it stands in the order's history from then on."""

    reason = forms.CharField(max_length=255, required=False, widget=UnfoldAdminTextInputWidget)


class MoveForm(BaseDialogForm):
    """Where to, why, and, where a supplier has the order, the word that it does not make it."""

    account = forms.TypedChoiceField(
        label="To", coerce=int, widget=UnfoldAdminSelectWidget, error_messages={"required": "Choose an account."}
    )
    is_cancelled_there = forms.BooleanField(
        label="The supplier has confirmed that it does not make the order",
        required=False,
        widget=UnfoldBooleanSwitchWidget,
    )
    reason = forms.CharField(max_length=255, required=False, widget=UnfoldAdminTextInputWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = Order.objects.select_related("company").get(pk=self.object_id)
        choices = accounts_to_move_to(order)
        self.fields["account"].choices = list(choices.items())  # type: ignore[attr-defined]  # a choice field
        if not choices:
            self.fields["account"].help_text = "No other account can take every line of this order."
        if not is_with_supplier(order):
            del self.fields["is_cancelled_there"]


def _dialog(title: str, description: str, submit: str) -> Any:
    return {"title": title, "description": description, "form_class": ReasonForm, "form_submit_text": submit}


@admin.register(Order)
class OrderDesk(OrderAdmin):
    """Orders with what can be done about them. A button is there only while the status table lets staff use it."""

    list_display = ["pictures", *OrderAdmin.list_display]
    fieldsets = [*OrderAdmin.fieldsets[:1], ("Files", {"fields": ["assets"]}), *OrderAdmin.fieldsets[1:]]
    actions = ["hold_selected", "release_selected"]
    actions_detail = ["release", "hold", "move", "cancel"]

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (*super().get_custom_urls(), ("try-routing/", "orders_order_try_routing", self.try_routing))

    def try_routing(self, request: HttpRequest, model_admin: Any) -> HttpResponse:
        """Where an order would go, and why."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return try_routing(request, self.admin_site.each_context(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        thumbnails = ItemAsset.objects.filter(kind=AssetKind.THUMBNAIL).select_related("artwork").order_by("pk")
        orders: QuerySet[Order] = super().get_queryset(request)
        return orders.prefetch_related("items", Prefetch("items__assets", queryset=thumbnails))

    @display(description="Artwork")
    def pictures(self, order: Order) -> str:
        firsts = [next(iter(item.assets.all()), None) for item in order.items.all()]
        addresses = [(files.public_url(asset.artwork.file),) for asset in firsts if asset][:MOST_PICTURES]
        images = format_html_join("", '<img src="{}" alt="" loading="lazy">', addresses)
        return format_html('<div class="order-pictures">{}</div>', images) if addresses else "–"

    @display(description="")
    def assets(self, order: Order) -> str:
        of_lines = assets_of_order(order.pk)
        return render_to_string("oms/admin/files.html", {"assets": [a for line in of_lines.values() for a in line]})

    @action(
        description="Release",
        url_path="release",
        icon="play_arrow",
        permissions=["release"],
        variant=ActionVariant.PRIMARY,
        dialog=_dialog("Release this order", "It is routed anew and goes on from where it was.", "Release"),
    )
    def release(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        return self._carry_out(request, release_order, object_id, form, "The order goes on.")

    @action(
        description="Hold",
        url_path="hold",
        icon="pause",
        permissions=["hold"],
        dialog=_dialog("Hold this order", "Nothing is sent until it is released.", "Hold"),
    )
    def hold(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        return self._carry_out(request, hold_order, object_id, form, "The order is on hold.")

    @action(
        description="Cancel order",
        url_path="cancel",
        icon="cancel",
        permissions=["cancel"],
        variant=ActionVariant.DANGER,
        dialog=_dialog("Cancel this order", "A cancelled order stays cancelled.", "Cancel the order"),
    )
    def cancel(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        return self._carry_out(request, cancel_order, object_id, form, "The order is cancelled.")

    @action(
        description="Move",
        url_path="move",
        icon="alt_route",
        permissions=["move"],
        dialog={
            "title": "Move this order to another account",
            "description": "A push that waits is taken back, and the order goes on with the other supplier at once; "
            "one on hold stays on hold.",
            "form_class": MoveForm,
            "form_submit_text": "Move",
        },
    )
    def move(self, request: HttpRequest, form: MoveForm, object_id: str) -> HttpResponse:
        choices = {name: form.cleaned_data.get(name) for name in ("account", "is_cancelled_there")}
        use_case = partial(
            move_order, account_id=choices["account"], is_cancelled_there=bool(choices["is_cancelled_there"])
        )
        return self._carry_out(request, use_case, object_id, form, "The order is moved.")

    def _carry_out(
        self, request: HttpRequest, use_case: _UseCase, object_id: str, form: ReasonForm | MoveForm, done: str
    ) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        self._try(request, use_case, int(object_id), reason, done)
        back = reverse("admin:orders_order_change", args=[object_id])
        return HttpResponse(headers={"HX-Redirect": back})

    def _try(self, request: HttpRequest, use_case: _UseCase, order_id: int, reason: str, done: str) -> None:
        """Run a use case as the person signed in, and tell them how it went."""
        try:
            use_case(order_id=order_id, actor=Actor.staff(request.user), why=reason)  # type: ignore[arg-type]  # only signed-in users come here
        except MonogramError as error:
            messages.error(request, error.text)
            return
        order = Order.objects.get(pk=order_id)
        if order.has_error:
            messages.warning(request, f"{order.external_ref}: {order.error_message}. Its lines say why.")
        else:
            messages.success(request, f"{order.external_ref}: {done}")

    @admin.action(description="Hold the chosen orders", permissions=["change"])
    def hold_selected(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        for order in orders.order_by("pk"):
            self._try(request, hold_order, order.pk, "", "on hold")

    @admin.action(description="Release the chosen orders", permissions=["change"])
    def release_selected(self, request: HttpRequest, orders: QuerySet[Order]) -> None:
        for order in orders.order_by("pk"):
            self._try(request, release_order, order.pk, "", "goes on")

    def has_release_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        status = self._status(object_id)
        return self.has_change_permission(request) and status in PAUSED

    def has_move_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Unless the supplier has it: then it is held first."""
        order = Order.objects.filter(pk=object_id).first() if object_id else None
        if order is None or order.supplier_id is None or not self.has_change_permission(request):
            return False
        return order.status in PAUSED or (order.status == OrderStatus.RECEIVED and not is_with_supplier(order))

    def has_hold_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self._staff_may(request, object_id, OrderStatus.ON_HOLD)

    def has_cancel_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self._staff_may(request, object_id, OrderStatus.CANCELLED)

    def _staff_may(self, request: HttpRequest, object_id: str | None, after: OrderStatus) -> bool:
        before = self._status(object_id)
        return self.has_change_permission(request) and before is not None and may_follow(before, after, Party.STAFF)

    def _status(self, object_id: str | None) -> OrderStatus | None:
        status = Order.objects.filter(pk=object_id).values_list("status", flat=True).first() if object_id else None
        return None if status is None else OrderStatus(status)
