"""Parcels in the back office."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display

from monogram.shipping.admin import connections as connections  # the import registers them
from monogram.shipping.models import (
    DefaultService,
    SenderAddress,
    Shipment,
    ShipmentItem,
    ShippingMapping,
    way,
)


class ShipmentItemInline(TabularInline):
    model = ShipmentItem
    extra = 0
    can_delete = False
    fields = readonly_fields = ["order_item", "quantity"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Shipment)
class ShipmentAdmin(ModelAdmin):
    """What left stays as it was; the tracking may be put right."""

    list_display = ["dispatched_at", "order", "carrier", "method", "tracking", "pieces", "state", "announced_at"]
    list_display_links = ["dispatched_at", "order"]
    list_filter = ["state", "carrier", ("order__supplier", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["order"]
    search_fields = ["tracking", "order__external_ref", "order__ref"]
    date_hierarchy = "dispatched_at"
    inlines = [ShipmentItemInline]
    fields = ["order", "dispatched_at", "carrier", "method", "tracking", "tracking_url", "state", "announced_at"]
    readonly_fields = ["order", "dispatched_at", "state", "announced_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Shipment]:
        shipments: QuerySet[Shipment] = super().get_queryset(request).annotate(piece_count=Sum("items__quantity"))
        return shipments

    @display(description="Pieces", ordering="piece_count")
    def pieces(self, shipment: Any) -> int:
        return shipment.piece_count or 0

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ShippingMapping)
class ShippingMappingAdmin(ModelAdmin):
    """The shops' words for ways of shipping, and the suppliers'."""

    list_display = ["shop_says", "supplier_says", "holds_for"]
    list_filter = [("account__supplier", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["account__retailer", "account__supplier", "retailer"]
    search_fields = ["from_carrier", "from_method", "to_carrier", "to_method"]
    autocomplete_fields = ["account", "retailer", "connection"]
    fieldsets = [
        (
            "Whose orders",
            {
                "fields": ["account", "retailer"],
                "description": "Choose one dropship account, or a retailer for all of its accounts. An account’s own "
                "rows go first.",
            },
        ),
        (
            "What the shop says",
            {
                "fields": ["from_carrier", "from_method"],
                "description": "Exactly as it comes with the order: capitals and spaces count. Left empty, it stands "
                "for an order that names none.",
            },
        ),
        (
            "What the supplier is told",
            {
                "fields": ["to_carrier", "to_method"],
                "description": "The order has these values from then on; the shop sees them in its callbacks.",
            },
        ),
        (
            "Labels",
            {
                "fields": ["connection", "service"],
                "description": "Which of the supplier’s services labels are made with. Left empty, the default is.",
            },
        ),
    ]

    @display(description="The shop says", ordering="from_method")
    def shop_says(self, mapping: ShippingMapping) -> str:
        return way(mapping.from_carrier, mapping.from_method)

    @display(description="The supplier is told", ordering="to_method")
    def supplier_says(self, mapping: ShippingMapping) -> str:
        return way(mapping.to_carrier, mapping.to_method)

    @display(description="For")
    def holds_for(self, mapping: ShippingMapping) -> str:
        return f"Account {mapping.account}" if mapping.account else f"All accounts of {mapping.retailer}"


@admin.register(SenderAddress)
class SenderAddressAdmin(ModelAdmin):
    """Where suppliers' parcels come from."""

    list_display = ["company", "name", "town", "country_code"]
    list_select_related = ["company"]
    search_fields = ["company__name", "name", "town"]
    autocomplete_fields = ["company"]
    fieldsets = [
        (None, {"fields": ["company", "name"]}),
        ("Address", {"fields": ["address_1", "address_2", "town", "region", "postcode", "country_code"]}),
        ("For the carrier", {"fields": ["telephone", "email", "default_weight_g"]}),
        ("For customs", {"fields": ["vat_number", "eori_number", "default_hs_code"]}),
    ]


@admin.register(DefaultService)
class DefaultServiceAdmin(ModelAdmin):
    """What labels are made with where no mapping says otherwise."""

    list_display = ["service", "connection", "account", "supplier"]
    list_select_related = ["connection", "account__retailer", "account__supplier", "supplier"]
    autocomplete_fields = ["account", "supplier", "connection"]
