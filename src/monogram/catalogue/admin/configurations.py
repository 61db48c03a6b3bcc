"""App configurations in the back office: checked as they are written, and tried at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from monogram.catalogue.models import Product, ProductKind
from monogram.catalogue.models.app_configurations import AppConfiguration, all_tabs, validate_theme
from monogram.catalogue.theming import (
    COLOURS,
    FEATURES,
    FONTS,
    LENGTHS,
    contrasts,
    style_variables,
    theme_problem,
)
from monogram.companies.fields import LinesField, OriginsField
from monogram.companies.models import Company, CompanyType
from monogram.images.errors import ImageRefusedError
from monogram.images.examination import examine_image


class ThemeField(LinesField):
    """A theme, one `name: value` a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{name}: {one}" for name, one in value.items()) if isinstance(value, dict) else value

    def clean(self, value: Any) -> dict[str, str]:
        """Raises ValidationError naming what is wrong."""
        theme: dict[str, str] = {}
        for line in self.to_python(value):
            name, colon, one = (part.strip() for part in line.partition(":"))
            if not colon:
                raise ValidationError(f"“{line[:80]}”: write a name, a colon and a value, such as accent: #7a1f2b.")
            if name in theme:
                raise ValidationError(f"“{name}” is there twice.")
            theme[name] = one
        validate_theme(theme)
        return theme

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != self.to_python(self.prepare_value(initial))


class AppConfigurationForm(forms.ModelForm):
    """Lists are written as plain lines, what is switched off is ticked, and a logo passes the door of pictures."""

    tabs = forms.CharField(
        widget=UnfoldAdminTextInputWidget,
        help_text=f"In the order in which they are shown, separated by commas: {', '.join(all_tabs())}.",
    )
    off = forms.MultipleChoiceField(
        choices=[(feature, feature.replace("_", " ").capitalize()) for feature in FEATURES],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        required=False,
        label="Switched off",
    )
    theme = ThemeField(
        required=False,
        help_text="One a line: accent: #7a1f2b / #f08a96 is a colour for the light and the dark scheme. "
        f"Colours: {', '.join(COLOURS)}. Lengths, such as radius-card: 4px: {', '.join(LENGTHS)}. "
        f"Fonts, such as font-text: Georgia, serif: {', '.join(FONTS)}.",
    )
    frame_ancestors = OriginsField(
        required=False,
        label="Sites that may frame it",
        help_text="One a line, e.g. https://shop.example. Empty: those of its owner.",
    )

    class Meta:
        model = AppConfiguration
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["tabs"] = ", ".join(self.instance.tabs)

    def clean_tabs(self) -> list[str]:
        return [name.strip() for name in str(self.cleaned_data["tabs"]).split(",") if name.strip()]

    def clean_logo(self) -> Any:
        """What is kept is the clean copy that the door makes: a logo is shown on pages of ours."""
        file = self.cleaned_data.get("logo")
        if not isinstance(file, UploadedFile):
            return file
        try:
            copy = examine_image(file.read()).working_copy
        except ImageRefusedError as error:
            raise forms.ValidationError(error.text) from error
        return ContentFile(copy.content, name=f"{(file.name or 'logo').rsplit('.', 1)[0]}.{copy.suffix}")


@admin.register(AppConfiguration)
class AppConfigurationAdmin(ModelAdmin):
    form = AppConfigurationForm
    list_display = ["name", "owner", "tab_names", "swatches", "readable"]
    list_filter = ["owner"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__name"]
    autocomplete_fields = ["owner", "fonts"]
    readonly_fields = ["colours_in_use"]
    actions_detail = ["open_designer"]
    compressed_fields = False
    fieldsets = [
        (None, {"fields": [("name", "owner"), "frame_ancestors"]}),
        ("What it offers", {"fields": ["tabs", "off", "fonts"]}),
        ("How it looks", {"fields": [("logo", "logo_alt"), "scheme", "theme", "colours_in_use"]}),
    ]

    @display(description="Tabs")
    def tab_names(self, configuration: AppConfiguration) -> str:
        return ", ".join(configuration.tabs)

    @display(description="Colours")
    def swatches(self, configuration: AppConfiguration) -> str:
        return _swatches(configuration.theme) or "–"

    @display(description="Contrast", label={"weak": "warning", "fine": "success"})
    def readable(self, configuration: AppConfiguration) -> tuple[str, str]:
        weak = contrasts(configuration.theme)
        return ("weak", f"{len(weak)} too weak") if weak else ("fine", "Readable")

    @display(description="Colours in use")
    def colours_in_use(self, configuration: AppConfiguration) -> str:
        """The theme's colours with what follows from them, and which of them cannot be read."""
        if theme_problem(configuration.theme):
            return "–"
        weak = contrasts(configuration.theme)
        warnings = format_html_join("", "<li>{}</li>", ((str(one),) for one in weak))
        verdict = format_html("<p>Hard to read:</p><ul>{}</ul>", warnings) if weak else "Everything can be read."
        return format_html("{} {}", _swatches(configuration.theme), verdict)

    def save_model(self, request: HttpRequest, obj: AppConfiguration, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for weak in contrasts(obj.theme):
            messages.warning(request, f"{weak}. Shoppers may not be able to read it.")

    @action(description="Open the designer with it", url_path="designer", permissions=["view"])
    def open_designer(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """With a product that the owner, or the first retailer, can sell."""
        configuration = AppConfiguration.objects.select_related("owner").get(pk=object_id)
        company = (
            configuration.owner or Company.objects.filter(is_active=True).exclude(type=CompanyType.SUPPLIER).first()
        )
        products = Product.objects.filter(is_active=True, kind=ProductKind.PERSONALISED)
        product = products.filter(owner=company).first() or products.filter(owner__isnull=True).first()
        if company is None or product is None:
            messages.error(request, "The designer opens for a retailer and a product. Add both first.")
            return HttpResponseRedirect(reverse("admin:catalogue_appconfiguration_change", args=[object_id]))
        page = reverse("smartlink", kwargs={"app": "acp3_2", "locale": "en_GB", "config": configuration.name})
        return HttpResponseRedirect(f"{page}#p={product.pk}&guid={company.pk}")


def _swatches(theme: dict[str, str]) -> str:
    """A dot of each colour, half light, half dark."""
    if theme_problem(theme):
        return ""
    colours = [(name, value[11:-1].split(", ")) for name, value in style_variables(theme).items() if "light-" in value]
    return format_html_join(
        " ",
        '<span title="{}" style="display:inline-block;width:20px;height:20px;border-radius:10px;'
        'border:1px solid #8d887f;background:linear-gradient(90deg,{} 50%,{} 50%)"></span>',
        ((f"{name}: {light}, dark {dark}", light, dark) for name, (light, dark) in colours),
    )
