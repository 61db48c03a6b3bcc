"""Suppliers' contracts with carriers in the back office: first whose and with whom, then what that carrier needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminPasswordWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from monogram.common.errors import MonogramError
from monogram.shipping import credentials
from monogram.shipping.carriers import Carrier, SettingField
from monogram.shipping.carriers.registry import CARRIERS, carrier_of
from monogram.shipping.models import CarrierCode, CarrierConnection

_SETTING = "setting_"
_KEPT = "Kept encrypted and never shown. Type to replace it; empty, it stays as it is."
_NEW = "Kept encrypted and never shown."
_CODE = re.compile(r"[A-Za-z0-9_-]{1,80}")


class AddForm(forms.ModelForm):
    """Whose contract, and with whom; the rest depends on the carrier."""

    class Meta:
        model = CarrierConnection
        fields = ["supplier", "carrier", "name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["carrier"]).choices = [(code, _label_of(code)) for code in CARRIERS]


class ConnectionForm(forms.ModelForm):
    """What one carrier has to be told. Secrets are written here, never read; services are ticked, not typed."""

    services = forms.MultipleChoiceField(required=False, widget=UnfoldAdminCheckboxSelectMultipleWidget)

    class Meta:
        model = CarrierConnection
        fields = ["supplier", "name", "is_enabled", "is_test", "services"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        connection: CarrierConnection = self.instance
        carrier = carrier_of(connection)
        self._kept = credentials.settings_of(connection)
        services = cast(forms.MultipleChoiceField, self.fields["services"])
        services.choices = [(code, f"{name} · {code}") for code, name in carrier.services.items()]
        services.help_text = "What labels may be made with. Defaults and mappings name a service by the code behind it."
        others = [code for code in connection.services if code not in carrier.services]
        self.initial["services"] = [code for code in connection.services if code in carrier.services]
        if carrier.takes_other_services:
            self.fields["other_services"].initial = ", ".join(others)
        self.fields["is_test"].help_text = carrier.test_means
        for one in carrier.setting_fields:
            self._fill(one)

    def _fill(self, one: SettingField) -> None:
        """Show what is kept, or of a secret that it is kept."""
        field, kept = self.fields[_SETTING + one.name], self._kept.get(one.name, "")
        if not one.is_secret:
            field.initial = kept or one.default
        elif kept:
            field.required = False
            field.widget.attrs["placeholder"] = "••••••••"
            field.help_text = f"{one.help} {_KEPT}".strip()

    def clean_other_services(self) -> list[str]:
        codes = [code for code in re.split(r"[\s,;]+", self.cleaned_data["other_services"]) if code]
        wrong = [code for code in codes if not _CODE.fullmatch(code)]
        if wrong:
            raise forms.ValidationError(f"“{wrong[0]}” is no service code: letters, digits, - and _ only.")
        return codes

    def save(self, commit: bool = True) -> Any:
        others = self.cleaned_data.get("other_services", [])
        self.instance.services = list(dict.fromkeys([*self.cleaned_data["services"], *others]))
        return super().save(commit=commit)

    @property
    def settings(self) -> dict[str, str]:
        """What is to be kept: as typed, and of secrets that were not typed anew what there was."""
        fields = carrier_of(self.instance).setting_fields
        typed = {one.name: str(self.cleaned_data.get(_SETTING + one.name) or "").strip() for one in fields}
        return {one.name: typed[one.name] or (self._kept.get(one.name, "") if one.is_secret else "") for one in fields}


def form_of(carrier: Carrier) -> type[ConnectionForm]:
    """The form with this carrier's fields."""
    fields: dict[str, forms.Field] = {_SETTING + one.name: _field(one) for one in carrier.setting_fields}
    if carrier.takes_other_services:
        fields["other_services"] = forms.CharField(
            label="Other services",
            required=False,
            widget=UnfoldAdminTextInputWidget,
            help_text="Services of your contract by the carrier’s own codes, with commas between.",
        )
    return type("ConnectionForm", (ConnectionForm,), fields)


def _field(one: SettingField) -> forms.Field:
    if one.choices:
        return forms.ChoiceField(
            label=one.label,
            required=one.is_required,
            choices=one.choices,
            widget=UnfoldAdminSelectWidget,
            help_text=one.help,
        )
    widget = UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"})
    if one.is_secret:
        widget = UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=one.label,
        required=one.is_required,
        widget=widget,
        help_text=f"{one.help} {_NEW}".strip() if one.is_secret else one.help,
    )


@admin.register(CarrierConnection)
class CarrierConnectionAdmin(ModelAdmin):
    """Suppliers' contracts with carriers."""

    class Media:
        css = {"all": ["shipping/admin.css"]}

    list_display = ["name", "supplier", "carrier", "offers", "is_enabled", "is_test"]
    list_filter = ["carrier", "is_enabled", ("supplier", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["supplier"]
    search_fields = ["name", "supplier__name"]
    autocomplete_fields = ["supplier"]
    actions_detail = ["test_connection"]

    @display(description="Services")
    def offers(self, connection: CarrierConnection) -> str:
        return ", ".join(connection.services) or "none yet"

    @display(description="Carrier")
    def carrier_and_notes(self, connection: CarrierConnection) -> SafeString:
        """With whom, and what has to be known of it."""
        carrier = carrier_of(connection)
        notes = [_how_to_install(carrier), *carrier.notes] if carrier.missing_package else carrier.notes
        listed = format_html_join("", "<li>{}</li>", ((note,) for note in notes))
        return format_html("{}<ul class='carrier-notes'>{}</ul>", CarrierCode(connection.carrier).label, listed)

    def get_form(
        self, request: HttpRequest, obj: CarrierConnection | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(
            request, obj, change, **{**kwargs, "form": form_of(carrier_of(obj)) if obj else AddForm}
        )

    def get_readonly_fields(self, request: HttpRequest, obj: CarrierConnection | None = None) -> list[str]:
        return ["carrier_and_notes"] if obj else []

    def get_fieldsets(self, request: HttpRequest, obj: CarrierConnection | None = None) -> Any:
        if obj is None:
            return [
                (None, {"fields": ["supplier", "carrier", "name"], "description": "What the carrier needs comes next."})
            ]
        carrier = carrier_of(obj)
        services = ["services"] if carrier.services else []
        if carrier.takes_other_services:
            services.append("other_services")
        sheets: list[tuple[str | None, Mapping[str, Any]]] = [
            (None, {"fields": ["supplier", "carrier_and_notes", "name", "is_enabled", "is_test"]}),
            ("Services", {"fields": services}),
        ]
        if carrier.setting_fields:
            sheets.insert(
                1, (f"At {carrier.name}", {"fields": [_SETTING + one.name for one in carrier.setting_fields]})
            )
        return sheets

    def save_model(self, request: HttpRequest, obj: CarrierConnection, form: ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)
        if isinstance(form, ConnectionForm):
            credentials.keep_settings(obj, form.settings)

    def response_add(
        self, request: HttpRequest, obj: CarrierConnection, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to what the carrier needs."""
        messages.info(request, f"Now fill in what {carrier_of(obj).name} needs, and choose its services.")
        return HttpResponseRedirect(_page_of(obj.pk))

    @action(description="Test the connection", url_path="test-connection", permissions=["change"])
    def test_connection(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """Sign in with the saved settings, and say what came of it."""
        connection = CarrierConnection.objects.get(pk=object_id)
        carrier = carrier_of(connection)
        if not carrier.can_check:
            messages.warning(request, f"{carrier.name} has nothing that could be tried without making a label.")
            return HttpResponseRedirect(_page_of(object_id))
        try:
            carrier.check(connection)
        except MonogramError as error:
            messages.error(request, error.text)
        else:
            messages.success(
                request, f"{carrier.name} lets us in. Whether it takes parcels of this account, the first label shows."
            )
        return HttpResponseRedirect(_page_of(object_id))


def _label_of(code: str) -> str:
    label = CarrierCode(code).label
    return f"{label} (not installed)" if CARRIERS[code].missing_package else label


def _how_to_install(carrier: Carrier) -> str:
    return (
        f"The package {carrier.missing_package} is missing here, so no label can be made: install it with "
        "pip install 'monogram[carriers]' and restart."
    )


def _page_of(connection: object) -> str:
    return reverse("admin:shipping_carrierconnection_change", args=[connection])
