"""Folders in the back office, with the jobs that look into them."""

from __future__ import annotations

from django.contrib import admin

from monogram.oms.order_drops import poll_order_drop
from monogram.oms.polling import poll_folder
from monogram.orders.models import OrderDrop
from monogram.suppliers.admin.folders import FolderIntegrationAdmin
from monogram.suppliers.models import FolderIntegration
from monogram.transports.admin import FolderAdmin


@admin.register(FolderIntegration)
class FolderIntegrationDesk(FolderIntegrationAdmin):
    poll_job = poll_folder


@admin.register(OrderDrop)
class OrderDropDesk(FolderAdmin):
    """Where a retailer leaves its files of orders."""

    poll_job = poll_order_drop
    list_display = ["company", "is_enabled", "where", "state", "last_polled_at"]
    list_display_links = ["company"]
    list_filter = ["is_enabled", "protocol"]
    list_select_related = ["company"]
    search_fields = ["company__name", "host", "bucket"]
    autocomplete_fields = ["company"]
    fieldsets = [
        (
            "Whose orders",
            {
                "fields": ["company", "is_enabled", "poll_seconds", "errors_to"],
                "description": "CSV files that lie in the folder itself are taken; what lies in folders below it is "
                "left alone. Once its orders are placed, a file is renamed to end in .complete.",
            },
        ),
        FolderAdmin.folder_fieldset,
        FolderAdmin.fares_fieldset,
    ]
