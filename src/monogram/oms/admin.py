"""Orders with their pictures and buttons. Each asks why and leaves a line in the history."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanSwitchWidget

from monogram.artwork.models import AssetKind, ItemAsset
from monogram.artwork.queries import assets_of_order
from monogram.files import services as files
from monogram.oms import batch_desk as batch_desk  # the import registers it
from monogram.oms import folder_desks as folder_desks  # as above
from monogram.oms import order_file_desk as order_file_desk  # as above
from monogram.oms.document_actions import DocumentActions
from monogram.oms.move import accounts_to_move_to, is_with_supplier, move_order
from monogram.oms.stopped_desk import stopped_page
from monogram.oms.try_routing import try_routing
from monogram.orders.admin import OrderAdmin
from monogram.orders.models import Order, OrderStatus
from monogram.orders.statuses import PAUSED

MOST_PICTURES = 3
"""In one row of the list."""


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
        self.fields["account"].choices = list(choices.items())
        if not choices:
            self.fields["account"].help_text = "No other account can take every line of this order."
        if not is_with_supplier(order):
            del self.fields["is_cancelled_there"]


@admin.register(Order)
class OrderDesk(DocumentActions):
    """Orders with their pictures, files and what can be done about them."""

    list_display = ["pictures", *OrderAdmin.list_display]
    fieldsets = [
        *OrderAdmin.fieldsets[:1],
        ("Files", {"fields": ["assets"]}),
        ("Parcels", {"fields": ["parcels"]}),
        ("Documents", {"fields": ["papers"]}),
        *OrderAdmin.fieldsets[1:],
    ]
    actions = ["hold_selected", "release_selected", "batch_selected", "slips_of_selected", "pick_list_of_selected"]
    actions_detail = ["release", "ship", "hold", "move", "void", "notify", "reprint", "cancel"]

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        pages = [
            ("try-routing/", "orders_order_try_routing", self.try_routing),
            ("stopped/", "orders_order_stopped", self.stopped),
        ]
        return (*super().get_custom_urls(), *pages)

    def stopped(self, request: HttpRequest, model_admin: Any) -> HttpResponse:
        """Orders with a query by their reason, to be released together."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = self.admin_site.each_context(request)
        return stopped_page(request, context, may_release=self.has_change_permission(request))

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
        return self.carry_out(request, use_case, object_id, form, "the order is moved")

    def has_move_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Unless the supplier has it: then it is held first."""
        order = Order.objects.filter(pk=object_id).first() if object_id else None
        if order is None or order.supplier_id is None or not self.has_change_permission(request):
            return False
        return order.status in PAUSED or (order.status == OrderStatus.RECEIVED and not is_with_supplier(order))
