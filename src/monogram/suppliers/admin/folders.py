"""Suppliers' folders in the back office: whose they are, what is written there, and what was received from them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display

from monogram.suppliers.models import ReceivedFile
from monogram.transports.admin import FolderAdmin

_STATES = {"done": "success", "refused": "danger", "begun": "info"}


class FolderIntegrationAdmin(FolderAdmin):
    """`oms.folder_desks` registers it, with the job that looks for news."""

    list_display = ["__str__", "is_enabled", "where", "file_format", "state", "last_polled_at"]
    list_filter = ["is_enabled", "protocol"]
    list_select_related = ["account__retailer", "account__supplier", "supplier"]
    search_fields = ["host", "bucket", "supplier__name", "account__retailer__name", "account__supplier__name"]
    autocomplete_fields = ["account", "supplier"]
    fieldsets = [
        (
            "Whose orders",
            {
                "fields": ["supplier", "account", "is_enabled"],
                "description": "Choose a supplier, for the orders of all its accounts, or one dropship account. An "
                "account with an integration of its own goes before its supplier’s, also when it is switched off.",
            },
        ),
        FolderAdmin.folder_fieldset,
        (
            "What is written, and when",
            {
                "fields": [
                    "file_format",
                    "with_artwork",
                    "starts_at",
                    "dispatch_date_only",
                    "text_elements",
                    "generate_documents",
                    "auto_ship",
                ]
            },
        ),
        ("News from the supplier", {"fields": ["poll_seconds"]}),
        ("When something goes wrong", {"fields": ["errors_to"]}),
        FolderAdmin.fares_fieldset,
    ]


@admin.register(ReceivedFile)
class ReceivedFileAdmin(ModelAdmin):
    """What suppliers left in their folders. Nobody changes it."""

    class Media:
        css = {"all": ["orders/admin.css"]}

    list_display = ["received_at", "integration", "folder", "name", "size", "came_of_it", "detail_begins"]
    list_display_links = ["received_at", "name"]
    list_filter = ["state", "folder", "integration"]
    list_select_related = [
        "integration__supplier",
        "integration__account__retailer",
        "integration__account__supplier",
    ]
    search_fields = ["name", "detail", "=sha256"]
    date_hierarchy = "received_at"
    fields = ["integration", "folder", "name", "size", "sha256", "received_at", "state", "detail"]
    readonly_fields = fields

    @display(description="Came of it", ordering="state", label=_STATES)
    def came_of_it(self, received: ReceivedFile) -> tuple[str, str]:
        return received.state, received.get_state_display()

    @display(description="Reason")
    def detail_begins(self, received: ReceivedFile) -> str:
        return received.detail[:120]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
