"""Suppliers' folders in the back office: how to sign in there, whether that works, and what was received from them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminPasswordWidget

from monogram.suppliers import services
from monogram.suppliers.models import FolderIntegration, ReceivedFile
from monogram.transports.checking import Check, check_folder
from monogram.transports.errors import TransportError
from monogram.transports.models import FolderFields
from monogram.transports.settings import FolderProtocol

_SERVER = "['sftp', 'ftp', 'ftps', 'ftps_implicit'].includes(protocol)"
_FTPS = "['ftps', 'ftps_implicit'].includes(protocol)"
_S3 = "protocol == 's3'"
_STATES = {"done": "success", "refused": "danger", "begun": "info"}


def _secret(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
        help_text="Kept encrypted and never shown. Empty: it stays as it is.",
    )


class FolderForm(forms.ModelForm):
    """Secrets are written here, never read."""

    password = _secret("Password")
    secret_key = _secret("Secret access key")

    class Meta:
        model = FolderIntegration
        exclude = ["trouble"]

    def save(self, commit: bool = True) -> Any:
        for name in ("password", "secret_key"):
            if self.cleaned_data.get(name):
                self.instance.set_secret(name, self.cleaned_data[name])
        return super().save(commit=commit)


@admin.register(FolderIntegration)
class FolderIntegrationAdmin(ModelAdmin):
    form = FolderForm
    list_display = ["__str__", "is_enabled", "where", "file_format", "state", "last_polled_at"]
    list_filter = ["is_enabled", "protocol"]
    list_select_related = ["account__retailer", "account__supplier", "supplier"]
    search_fields = ["host", "bucket", "supplier__name", "account__retailer__name", "account__supplier__name"]
    autocomplete_fields = ["account", "supplier"]
    readonly_fields = ["state", "last_polled_at", "last_poll_error"]
    actions_detail = ["test_connection", "show_public_key", "trust_host_key"]
    conditional_fields = {
        **dict.fromkeys(["host", "port", "username"], _SERVER),
        "password": f"{_SERVER} && !(protocol == 'sftp' && uses_key)",
        **dict.fromkeys(["uses_key", "host_key"], "protocol == 'sftp'"),
        "certificate": _FTPS,
        "is_passive": f"{_SERVER} && protocol != 'sftp'",
        **dict.fromkeys(["bucket", "region", "endpoint", "access_key", "secret_key"], _S3),
    }
    fieldsets = [
        (
            "Whose orders",
            {
                "fields": ["supplier", "account", "is_enabled"],
                "description": "Choose a supplier, for the orders of all its accounts, or one dropship account. An "
                "account with an integration of its own goes before its supplier’s, also when it is switched off.",
            },
        ),
        (
            "Server and folder",
            {
                "fields": [
                    "protocol",
                    *("host", "port", "username", "uses_key", "password", "host_key", "certificate", "is_passive"),
                    *("bucket", "region", "endpoint", "access_key", "secret_key"),
                    "folder",
                ]
            },
        ),
        (
            "What is written, and when",
            {
                "fields": [
                    "file_format",
                    "with_artwork",
                    "starts_at",
                    "dispatch_date_only",
                    "text_elements",
                    "auto_ship",
                ]
            },
        ),
        ("News from the supplier", {"fields": ["poll_seconds"]}),
        ("How it fares", {"fields": ["state", "last_polled_at", "last_poll_error"]}),
    ]

    @display(description="Where")
    def where(self, integration: FolderIntegration) -> str:
        server = integration.protocol
        server += f"://{integration.host or integration.bucket}" if integration.host or integration.bucket else ""
        return f"{server} {integration.folder}".strip()

    @display(description="State")
    def state(self, integration: FolderIntegration) -> str:
        if integration.trouble:
            return f"Cannot be used: {integration.trouble}"
        return integration.last_poll_error or "No trouble is known"

    def save_model(self, request: HttpRequest, obj: FolderIntegration, form: ModelForm[Any], change: bool) -> None:
        services.save_folder(obj)

    @action(
        description="Test connection",
        url_path="test-connection",
        permissions=["change"],
        dialog={
            "title": "Test the connection",
            "description": "A small file is written into the folder, renamed, read back and deleted. It may take "
            "a minute.",
            "form_submit_text": "Test",
        },
    )
    def test_connection(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Use the folder step by step, with the saved settings, and say how far that came."""
        integration = FolderIntegration.objects.get(pk=object_id)
        checks = check_folder(integration.folder_settings)
        if checks[-1].passed:
            services.note_trouble(integration.pk, "")
            messages.success(request, _told(checks))
        else:
            messages.error(request, _told(checks))
        return HttpResponse(headers={"HX-Redirect": _page_of(object_id)})

    @action(description="Show public key", url_path="show-public-key", permissions=["change"])
    def show_public_key(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """The line for the supplier's authorized_keys."""
        key = FolderIntegration.objects.get(pk=object_id).public_key
        if key:
            messages.info(request, format_html("The line for the server’s authorized_keys: <code>{}</code>", key))
        else:
            messages.warning(request, "There is no key: choose SFTP and save.")
        return HttpResponseRedirect(_page_of(object_id))

    @action(description="Trust this host key", url_path="trust-host-key", permissions=["change"])
    def trust_host_key(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the fingerprint of the key that the server shows now; confirmed, it is pinned."""
        from monogram.transports.host_keys import fingerprint, pinned_keys  # it takes half a second to import
        from monogram.transports.sftp_sign_in import fetch_host_key

        integration = FolderIntegration.objects.get(pk=object_id)
        try:
            if integration.protocol != FolderProtocol.SFTP:
                raise TransportError("Only SFTP has host keys: choose SFTP and save")
            if request.method == "POST":
                pinned_keys(request.POST["host_key"])
                integration.host_key = request.POST["host_key"]
                services.save_folder(integration)
                messages.success(request, "The host key is trusted: no other is taken from now on.")
                return HttpResponseRedirect(_page_of(object_id))
            line = fetch_host_key(integration.host, integration.folder_settings.used_port)
        except TransportError as error:
            messages.error(request, error.text)
            return HttpResponseRedirect(_page_of(object_id))
        context = {
            **self.admin_site.each_context(request),
            "title": "Trust this host key",
            "integration": integration,
            "host_key": line,
            "fingerprint": fingerprint(pinned_keys(line)[0]),
            "trusted": [fingerprint(key) for key in _keys_of(integration)],
            "back": _page_of(object_id),
        }
        return render(request, "suppliers/admin/trust_host_key.html", context)


def _keys_of(integration: FolderFields) -> list[Any]:
    from monogram.transports.host_keys import pinned_keys

    try:
        return pinned_keys(integration.host_key)
    except TransportError:
        return []


def _told(checks: list[Check]) -> SafeString:
    steps = format_html_join(
        "",
        "<li>{} {}{}</li>",
        (
            ("✓" if one.passed else "✗", str(one.step).capitalize(), f": {one.detail}" if one.detail else "")
            for one in checks
        ),
    )
    head = "The folder can be used." if checks[-1].passed else "The folder cannot be used yet."
    return format_html("{}<ul>{}</ul>", head, steps)


def _page_of(object_id: str) -> str:
    return reverse("admin:suppliers_folderintegration_change", args=[object_id])


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
