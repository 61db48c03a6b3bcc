"""Companies, their keys and their people in the back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import action, display
from unfold.forms import AdminPasswordChangeForm, BaseDialogForm, UserChangeForm

from monogram.companies import services
from monogram.companies.fields import OriginsField
from monogram.companies.models import ApiKey, Company, Membership, User


class MembershipInline(TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ["user"]
    tab = True


class ApiKeyInline(TabularInline):
    """Keys are made by the button above, so that nobody invents a weak one."""

    model = ApiKey
    extra = 0
    fields = ["name", "masked_key", "created_at", "revoked_at"]
    readonly_fields = ["masked_key", "created_at"]
    tab = True

    @admin.display(description="Key")
    def masked_key(self, api_key: ApiKey) -> str:
        key = services.reveal_api_key(api_key)
        return f"{key[:4]}{'•' * 10}{key[-3:]}"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CompanyForm(forms.ModelForm):
    """The sites that may frame the designer are written one a line."""

    frame_origins = OriginsField(
        required=False,
        label="Sites that may frame the designer",
        help_text="One a line, e.g. https://shop.example. Empty: any.",
    )

    class Meta:
        model = Company
        fields = "__all__"


@admin.register(Company)
class CompanyAdmin(ModelAdmin):
    form = CompanyForm
    list_display = ["name", "reference", "company_type", "active", "keys", "hourly_request_limit"]
    list_filter = ["type", "is_active"]
    search_fields = ["name", "=id"]
    inlines = [ApiKeyInline, MembershipInline]
    actions_detail = ["create_api_key"]
    fieldsets = [
        (None, {"fields": ["name", "type", "is_active"]}),
        (
            "API access",
            {
                "fields": [
                    "allowed_addresses",
                    "hourly_request_limit",
                    "daily_request_limit",
                    "hosted_image_megabytes",
                ]
            },
        ),
        (
            "Orders",
            {
                "fields": [
                    "orders_start_on_hold",
                    "leaves_out_unknown_products",
                    "requires_unique_external_ref",
                    "suppressed_error_codes",
                ]
            },
        ),
        ("Callbacks", {"fields": ["consolidates_callbacks", "callback_retry_seconds"]}),
        ("Production", {"fields": ["batches_production"]}),
        ("Designer", {"fields": ["frame_origins"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Company]:
        active_keys = Count("api_keys", filter=Q(api_keys__revoked_at__isnull=True))
        companies: QuerySet[Company] = super().get_queryset(request).annotate(active_keys=active_keys)
        return companies

    @display(description="Reference ID", ordering="id")
    def reference(self, company: Company) -> str:
        return str(company.pk)

    @display(description="Type", ordering="type", label={"retailer": "info", "supplier": "warning", "both": "success"})
    def company_type(self, company: Company) -> tuple[str, str]:
        return company.type, company.get_type_display()

    @display(description="Active", ordering="is_active", boolean=True)
    def active(self, company: Company) -> bool:
        return company.is_active

    @display(description="API keys", ordering="active_keys")
    def keys(self, company: Any) -> int:
        count: int = company.active_keys
        return count

    @action(
        description="Create an API key",
        url_path="create-api-key",
        permissions=["change"],
        dialog={
            "title": "Create an API key",
            "description": "The keys that the company has go on working. The new one is shown once, to be copied.",
            "form_submit_text": "Create",
        },
    )
    def create_api_key(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Make a key and show it once, to be copied."""
        company = Company.objects.get(pk=object_id)
        key = services.create_api_key(company=company, name=f"Key {company.api_keys.count() + 1}")
        messages.success(request, format_html("The new key of {} is <code>{}</code>. Copy it now.", company, key))
        return HttpResponse(headers={"HX-Redirect": reverse("admin:companies_company_change", args=[object_id])})


class NewUserForm(forms.ModelForm):
    """A user is made with an address; the password follows on the next page."""

    class Meta:
        model = User
        fields = ["email", "name"]


@admin.register(User)
class UserAdmin(DjangoUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = NewUserForm
    change_password_form = AdminPasswordChangeForm
    ordering = ["email"]
    list_display = ["email", "name", "is_staff", "is_active"]
    list_filter = ["is_staff", "is_superuser", "is_active"]
    search_fields = ["email", "name"]
    filter_horizontal = ["groups", "user_permissions"]
    readonly_fields = ["last_login", "date_joined"]
    inlines = [MembershipInline]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("Back office", {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name"]})]
