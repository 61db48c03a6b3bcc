"""Folders in the back office, for the pages of whoever keeps one: how to sign in there, and whether that works."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tasks.base import Task
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminPasswordWidget

from monogram.common import clock
from monogram.transports import services
from monogram.transports.checking import Check, check_folder
from monogram.transports.errors import TransportError
from monogram.transports.models import FolderFields, PolledFolder
from monogram.transports.settings import FolderProtocol

_SERVER = "['sftp', 'ftp', 'ftps', 'ftps_implicit'].includes(protocol)"
_FTPS = "['ftps', 'ftps_implicit'].includes(protocol)"
_S3 = "protocol == 's3'"
_SINCE = "looking_since"
_LONGEST_WAIT = timedelta(minutes=1)


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
    port = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=65535,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Empty: the protocol’s usual one. SFTP has 22, FTP and explicit FTPS 21, implicit FTPS 990.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["port"] = self.instance.port or None

    def clean_port(self) -> int:
        return self.cleaned_data["port"] or 0

    def save(self, commit: bool = True) -> Any:
        for name in ("password", "secret_key"):
            if self.cleaned_data.get(name):
                self.instance.set_secret(name, self.cleaned_data[name])
        return super().save(commit=commit)


class FolderAdmin(ModelAdmin):
    """Pages of a `PolledFolder`; whoever keeps it adds its own fieldsets around `folder_fieldset`."""

    class Media:
        css = {"all": ["transports/folder.css"]}

    form = FolderForm
    change_form_template = "transports/admin/folder.html"
    readonly_fields = ["state", "last_polled_at", "last_poll_found", "last_poll_error"]
    actions_detail = ["poll_now", "test_connection", "show_public_key", "trust_host_key"]
    poll_job: ClassVar[Task[Any, Any]]
    """Looks into one of the folders, by its id."""
    conditional_fields = {
        **dict.fromkeys(["host", "port", "username"], _SERVER),
        "password": f"{_SERVER} && !(protocol == 'sftp' && uses_key)",
        **dict.fromkeys(["uses_key", "host_key"], "protocol == 'sftp'"),
        "certificate": _FTPS,
        "is_passive": f"{_SERVER} && protocol != 'sftp'",
        **dict.fromkeys(["bucket", "region", "endpoint", "access_key", "secret_key"], _S3),
    }
    folder_fieldset: ClassVar[tuple[str, dict[str, Any]]] = (
        "Server and folder",
        {
            "fields": [
                "protocol",
                *("host", "port", "username", "uses_key", "password", "host_key", "certificate", "is_passive"),
                *("bucket", "region", "endpoint", "access_key", "secret_key"),
                "folder",
            ]
        },
    )
    fares_fieldset: ClassVar[tuple[str, dict[str, Any]]] = (
        "How it fares",
        {"fields": ["state", "last_polled_at", "last_poll_found", "last_poll_error"]},
    )

    @display(description="Where")
    def where(self, folder: PolledFolder) -> str:
        server = folder.protocol
        server += f"://{folder.host or folder.bucket}" if folder.host or folder.bucket else ""
        return f"{server} {folder.folder}".strip()

    @display(description="State")
    def state(self, folder: PolledFolder) -> str:
        if why := folder.stopped or folder.trouble:
            return f"Cannot be used: {why}"
        return folder.last_poll_error or "No trouble is known"

    def save_model(self, request: HttpRequest, obj: PolledFolder, form: ModelForm[Any], change: bool) -> None:
        services.save_folder(obj)

    @action(
        description="Poll now",
        url_path="poll-now",
        permissions=["poll"],
        dialog={
            "title": "Look into the folder now",
            "description": "What has lain there unchanged for a moment is taken, without waiting for the next look.",
            "form_submit_text": "Poll now",
        },
    )
    def poll_now(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Have a job look into the folder at once; its page waits for what came of it."""
        folder = self._folder(object_id)
        if folder.stopped:
            messages.warning(
                request, f"It is left alone for now: {folder.stopped}. Put that right, then choose Test connection."
            )
            return HttpResponse(headers={"HX-Redirect": self._page_of(object_id)})
        query = urlencode({_SINCE: clock.now().isoformat()})
        self.poll_job.enqueue(folder.pk)
        return HttpResponse(headers={"HX-Redirect": f"{self._page_of(object_id)}?{query}"})

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """After “Poll now” the page asks again until the folder has been looked into, and says what was found."""
        since = _moment(request.GET.get(_SINCE, "")) if object_id and request.method == "GET" else None
        if since and self._tell_of_look(request, self._folder(object_id), since):
            return HttpResponseRedirect(self._page_of(object_id))
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "is_waiting": since})

    def _tell_of_look(self, request: HttpRequest, folder: PolledFolder, since: datetime) -> bool:
        """Say what has come of a look that was asked for; whether there is nothing more to wait for."""
        if folder.last_polled_at is None or folder.last_polled_at < since:
            is_over = clock.now() > since + _LONGEST_WAIT
            messages.info(request, "The folder is being looked into." + (" It takes its time." if is_over else ""))
            return is_over
        if folder.last_poll_error:
            messages.error(request, f"Not everything could be taken: {folder.last_poll_error}")
        else:
            messages.success(request, f"The folder was looked into. {folder.last_poll_found}.")
        return True

    def has_poll_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Of a folder that is switched off nothing is taken."""
        if object_id is None or not self.has_change_permission(request):
            return False
        return bool(self.model._default_manager.filter(pk=object_id, is_enabled=True).exists())

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
        folder = self._folder(object_id)
        checks = check_folder(folder.folder_settings)
        if checks[-1].passed:
            services.note_trouble(type(folder), folder.pk, "")
            messages.success(request, _told(checks))
        else:
            messages.error(request, _told(checks))
        return HttpResponse(headers={"HX-Redirect": self._page_of(object_id)})

    @action(description="Show public key", url_path="show-public-key", permissions=["change"])
    def show_public_key(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """The line for the server's authorized_keys."""
        key = self._folder(object_id).public_key
        if key:
            messages.info(request, format_html("The line for the server’s authorized_keys: <code>{}</code>", key))
        else:
            messages.warning(request, "There is no key: choose SFTP and save.")
        return HttpResponseRedirect(self._page_of(object_id))

    @action(description="Trust this host key", url_path="trust-host-key", permissions=["change"])
    def trust_host_key(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the fingerprint of the key that the server shows now; confirmed, it is pinned."""
        from monogram.transports.host_keys import fingerprint, pinned_keys  # it takes half a second to import
        from monogram.transports.sftp_sign_in import fetch_host_key

        folder = self._folder(object_id)
        try:
            if folder.protocol != FolderProtocol.SFTP:
                raise TransportError("Only SFTP has host keys: choose SFTP and save")
            if request.method == "POST":
                pinned_keys(request.POST["host_key"])
                folder.host_key = request.POST["host_key"]
                services.save_folder(folder)
                messages.success(request, "The host key is trusted: no other is taken from now on.")
                return HttpResponseRedirect(self._page_of(object_id))
            line = fetch_host_key(folder.host, folder.folder_settings.used_port)
        except TransportError as error:
            messages.error(request, error.text)
            return HttpResponseRedirect(self._page_of(object_id))
        context = {
            **self.admin_site.each_context(request),
            "title": "Trust this host key",
            "folder": folder,
            "host_key": line,
            "fingerprint": fingerprint(pinned_keys(line)[0]),
            "trusted": [fingerprint(key) for key in _keys_of(folder)],
            "back": self._page_of(object_id),
        }
        return render(request, "transports/admin/trust_host_key.html", context)

    def _folder(self, object_id: str) -> PolledFolder:
        folder: PolledFolder = self.model._default_manager.get(pk=object_id)
        return folder

    def _page_of(self, object_id: str) -> str:
        options = self.model._meta
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[object_id])


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _keys_of(folder: FolderFields) -> list[Any]:
    from monogram.transports.host_keys import pinned_keys

    try:
        return pinned_keys(folder.host_key)
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
