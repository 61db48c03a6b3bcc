"""Accounts with suppliers and their rules, sources, and how orders reach suppliers, in the back office."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminTextInputWidget

from monogram.companies.models import Company
from monogram.suppliers import services
from monogram.suppliers.admin import folders as folders  # the imports register them
from monogram.suppliers.admin import stock as stock
from monogram.suppliers.models import (
    DropshipAccount,
    FolderIntegration,
    ProductSource,
    PushIntegration,
    SkuMapping,
    validate_countries,
)
from monogram.suppliers.queries import steps_of


class CountriesField(forms.CharField):
    """Country codes as people write them: `GB, ie fr`. The value is a list in capitals, each once."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return list(dict.fromkeys(re.findall(r"[^\s,;]+", (value or "").upper())))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class DropshipAccountForm(forms.ModelForm):
    deliverable_countries = CountriesField(
        required=False,
        label="Delivers to",
        validators=[validate_countries],
        help_text=DropshipAccount._meta.get_field("deliverable_countries").help_text,
    )

    class Meta:
        model = DropshipAccount
        fields = [
            "retailer",
            "supplier",
            "is_active",
            "deliverable_countries",
            "checks_stock",
            "dispatch_days",
            "priority",
            "weight",
        ]


class SkuMappingInline(TabularInline):
    """What the supplier calls the retailer's SKUs, where the catalogue does not say so."""

    model = SkuMapping
    extra = 0
    fields = ["retail_sku", "supplier_sku"]


@admin.register(DropshipAccount)
class DropshipAccountAdmin(ModelAdmin):
    form = DropshipAccountForm
    list_display = ["number", "retailer", "supplier", "active", "countries", "priority", "share", "push_of"]
    list_display_links = ["number", "retailer"]
    list_filter = [
        "is_active",
        ("retailer", admin.RelatedOnlyFieldListFilter),
        ("supplier", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = [
        "retailer",
        "supplier",
        "push",
        "folder_integration",
        "supplier__push",
        "supplier__folder_integration",
    ]
    search_fields = ["=id", "retailer__name", "supplier__name"]
    autocomplete_fields = ["retailer", "supplier"]
    readonly_fields = ["order_of_asking"]
    inlines = [SkuMappingInline]
    fieldsets = [
        (None, {"fields": ["retailer", "supplier", "is_active", "dispatch_days"]}),
        (
            "What it can take",
            {
                "fields": ["deliverable_countries", "checks_stock"],
                "description": "A line that does not pass goes to another account; the order’s page says why.",
            },
        ),
        (
            "When several accounts can take a line",
            {
                "fields": ["priority", "weight", "order_of_asking"],
                "description": "First the account that the order names, if it names one; then the lowest priority "
                "number; then whoever can make more lines of the order, so that they travel together; then by shares; "
                "then the oldest account.",
            },
        ),
    ]

    class Media:
        css = {"all": ["suppliers/admin.css"]}

    @display(description="Account", ordering="id")
    def number(self, account: DropshipAccount) -> str:
        return str(account.pk)

    @display(description="Active", ordering="is_active", boolean=True)
    def active(self, account: DropshipAccount) -> bool:
        return account.is_active

    @display(description="Delivers to")
    def countries(self, account: DropshipAccount) -> str:
        codes = account.deliverable_countries
        more = f" and {len(codes) - 6} more" if len(codes) > 6 else ""
        return ", ".join(codes[:6]) + more if codes else "Everywhere"

    @display(description="Share", ordering="weight")
    def share(self, account: DropshipAccount) -> str:
        return f"{account.weight} %" if account.weight else "–"

    @display(description="Sent by", label={"Own": "success", "Supplier's": "info", "Off": "warning", "None": ""})
    def push_of(self, account: DropshipAccount) -> str:
        own, suppliers = _integration_of(account), _integration_of(account.supplier)
        if own:
            return "Own" if own.is_enabled else "Off"
        return "Supplier's" if suppliers and suppliers.is_enabled else "None"

    @display(description="How the retailer’s accounts are asked")
    def order_of_asking(self, account: DropshipAccount) -> str:
        """The retailer's accounts as routing goes through them, this one marked."""
        if not account.pk:
            return "Save the account to see where it stands among the retailer’s others."
        return render_to_string(
            "suppliers/admin/order_of_asking.html",
            {"account": account, "steps": steps_of(account.retailer_id)},
        )


def _integration_of(owner: DropshipAccount | Company) -> PushIntegration | FolderIntegration | None:
    return getattr(owner, "push", None) or getattr(owner, "folder_integration", None)


@admin.register(ProductSource)
class ProductSourceAdmin(ModelAdmin):
    """Suppliers who make a product besides its own."""

    list_display = ["product", "variant", "supplier", "supplier_sku"]
    list_display_links = ["product"]
    list_filter = [("supplier", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["product", "variant", "supplier"]
    search_fields = ["product__name", "product__sku", "variant__sku", "supplier__name", "supplier_sku"]
    autocomplete_fields = ["product", "supplier"]
    raw_id_fields = ["variant"]
    fields = ["product", "variant", "supplier", "supplier_sku"]


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
        (
            "What is sent, and when",
            {"fields": ["starts_at", "dispatch_date_only", "text_elements", "generate_documents", "auto_ship"]},
        ),
        ("When something goes wrong", {"fields": ["errors_to"]}),
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
