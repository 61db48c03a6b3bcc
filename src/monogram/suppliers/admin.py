"""Accounts with suppliers, and how orders reach them, in the back office."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.decorators import action, display

from monogram.suppliers import services
from monogram.suppliers.models import DropshipAccount, PushIntegration


@admin.register(DropshipAccount)
class DropshipAccountAdmin(ModelAdmin):
    list_display = ["id", "retailer", "supplier", "active", "push_of", "created_at"]
    list_display_links = ["id", "retailer"]
    list_filter = ["is_active", ("supplier", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["retailer", "supplier", "push", "supplier__push"]
    search_fields = ["=id", "retailer__name", "supplier__name"]
    autocomplete_fields = ["retailer", "supplier"]
    fields = ["retailer", "supplier", "is_active"]

    @display(description="Active", ordering="is_active", boolean=True)
    def active(self, account: DropshipAccount) -> bool:
        return account.is_active

    @display(description="Push", label={"Own": "success", "Supplier's": "info", "Off": "warning", "None": ""})
    def push_of(self, account: DropshipAccount) -> str:
        own, suppliers = getattr(account, "push", None), getattr(account.supplier, "push", None)
        if own:
            return "Own" if own.is_enabled else "Off"
        return "Supplier's" if suppliers and suppliers.is_enabled else "None"


@admin.register(PushIntegration)
class PushIntegrationAdmin(ModelAdmin):
    list_display = ["__str__", "enabled", "url", "key"]
    list_filter = ["is_enabled"]
    list_select_related = ["account__retailer", "account__supplier", "supplier"]
    search_fields = ["url", "supplier__name", "account__retailer__name", "account__supplier__name"]
    autocomplete_fields = ["account", "supplier"]
    readonly_fields = ["key"]
    actions_detail = ["show_hmac_key"]
    fieldsets = [
        (
            "Whose orders",
            {
                "fields": ["supplier", "account"],
                "description": "Choose a supplier, to push the orders of all its accounts, or one dropship account. "
                "An account with an integration of its own goes before its supplier's, also when it is switched off.",
            },
        ),
        ("Generic API", {"fields": ["is_enabled", "url", "key"]}),
    ]

    @display(description="Enabled", ordering="is_enabled", boolean=True)
    def enabled(self, integration: PushIntegration) -> bool:
        return integration.is_enabled

    @display(description="HMAC key")
    def key(self, integration: PushIntegration) -> str:
        return "•" * 12 if integration.encrypted_hmac_key else "Made when it is enabled with a URL and saved"

    @action(description="Show the HMAC key", url_path="show-hmac-key", permissions=["change"])
    def show_hmac_key(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """Show the key once, to be copied and given to the supplier."""
        key = services.reveal_hmac_key(PushIntegration.objects.get(pk=object_id))
        if key:
            messages.info(request, format_html("The HMAC key is <code>{}</code>", key))
        else:
            messages.warning(request, "There is no key yet: enable the integration, give it a URL and save.")
        return HttpResponseRedirect(reverse("admin:suppliers_pushintegration_change", args=[object_id]))

    def save_model(self, request: HttpRequest, obj: PushIntegration, form: ModelForm[Any], change: bool) -> None:
        services.save_integration(obj)
