"""API clients in the back office. The toolkit's own pages, for tokens and for grants that we have not got, are shut."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from oauth2_provider import models as tokens
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from monogram.common import refs, signing
from monogram.oauth import queries, services
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import DESCRIPTIONS, in_order

import_module("oauth2_provider.admin")  # so that its pages are there to be shut
admin.site.unregister([ApiClient, tokens.AccessToken, tokens.Grant, tokens.IDToken, tokens.RefreshToken])


class ApiClientForm(forms.ModelForm):
    """Scopes are ticked."""

    scopes = forms.MultipleChoiceField(
        choices=[(name, f"{meaning} ({name})") for name, meaning in DESCRIPTIONS.items()],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="A request for a token that names no scope gets all of these.",
    )

    class Meta:
        model = ApiClient
        fields = ["company", "name", "scopes", "is_active", "hourly_request_limit", "daily_request_limit"]

    def clean_scopes(self) -> list[str]:
        return in_order(self.cleaned_data["scopes"])


@admin.register(ApiClient)
class ApiClientAdmin(ModelAdmin):
    """The secret is made here and shown once, so that nobody invents a weak one."""

    form = ApiClientForm
    list_display = ["name", "company", "client_id", "scope_count", "active", "last_token_at"]
    list_filter = ["is_active"]
    list_select_related = ["company"]
    search_fields = ["name", "client_id", "company__name", "=company__id"]
    autocomplete_fields = ["company"]
    actions_detail = ["renew_secret", "revoke_tokens"]

    def get_fieldsets(self, request: HttpRequest, obj: ApiClient | None = None) -> Any:
        limits = ("Limits", {"fields": ["hourly_request_limit", "daily_request_limit"]})
        if obj is None:
            return [(None, {"fields": ["company", "name", "scopes"]}), limits]
        fields = ["company", "name", "client_id", "scopes", "is_active", "last_token_at", "live_tokens", "created"]
        return [(None, {"fields": fields}), limits]

    def get_readonly_fields(self, request: HttpRequest, obj: ApiClient | None = None) -> list[str]:
        """A client stays with its company: its tokens are that company's."""
        return [] if obj is None else ["company", "client_id", "last_token_at", "live_tokens", "created"]

    @display(description="Scopes")
    def scope_count(self, client: ApiClient) -> str:
        return "All" if len(client.scopes) == len(DESCRIPTIONS) else str(len(client.scopes))

    @display(description="Active", ordering="is_active", boolean=True)
    def active(self, client: ApiClient) -> bool:
        return client.is_active

    @display(description="Tokens that work")
    def live_tokens(self, client: ApiClient) -> int:
        return queries.live_tokens(client).count()

    def save_model(self, request: HttpRequest, obj: ApiClient, form: Any, change: bool) -> None:
        """A new client's secret is shown once; one that is switched off loses its tokens."""
        if change:
            super().save_model(request, obj, form, change)
            if not obj.is_active:
                services.revoke_tokens(client=obj)
            return
        secret = refs.new_client_secret()
        obj.client_secret = signing.lookup_hash(secret)
        super().save_model(request, obj, form, change)
        _show(request, obj, secret)

    @action(
        description="Make a new secret",
        url_path="renew-secret",
        permissions=["change"],
        dialog={
            "title": "Make a new secret",
            "description": "The present secret stops working at once. The new one is shown once, to be copied.",
            "form_submit_text": "Make a new secret",
        },
    )
    def renew_secret(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Make a secret and show it once."""
        client = ApiClient.objects.get(pk=object_id)
        _show(request, client, services.renew_secret(client=client))
        self.log_change(request, client, "New secret")
        return _back_to(client)

    @action(
        description="Revoke all tokens",
        url_path="revoke-tokens",
        permissions=["change"],
        dialog={
            "title": "Revoke all tokens",
            "description": "Tokens that have been given stop working at once. The client can ask for new ones.",
            "form_submit_text": "Revoke",
        },
    )
    def revoke_tokens(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """All tokens stop working."""
        client = ApiClient.objects.get(pk=object_id)
        count = services.revoke_tokens(client=client)
        messages.success(request, f"{count} {'token has' if count == 1 else 'tokens have'} been revoked.")
        self.log_change(request, client, "Tokens revoked")
        return _back_to(client)


def _show(request: HttpRequest, client: ApiClient, secret: str) -> None:
    text = "The client ID is <code>{}</code>, the secret <code>{}</code>. Copy the secret now: it is not shown again."
    messages.success(request, format_html(text, client.client_id, secret))


def _back_to(client: ApiClient) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": reverse("admin:oauth_apiclient_change", args=[client.pk])})
