"""Forms of the catalogue in the back office: they look into files before these are kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from monogram.catalogue.errors import FontUnreadableError, PictureUnreadableError
from monogram.catalogue.font_files import rewrite_font
from monogram.catalogue.models import Font, PressProfile, PrintArea, ProductModel, View
from monogram.catalogue.pictures import picture_size
from monogram.layout.preflight import INKS
from monogram.rendering.profiles import MOST_BYTES, ProfileError, read_press_profile

SHAPE_TOLERANCE = 0.01
"""Part by which the proportions of a mask may differ from its photo's."""


def _content(file: Any) -> bytes:
    """The bytes of a file field's value, which stays readable from its beginning."""
    file.open("rb")
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


class ViewForm(forms.ModelForm):
    """Masks and maps must be pictures of the photo's proportions."""

    class Meta:
        model = View
        fields = ["name", "position", "photo", "tint_mask", "shading_map", "displacement_map", "displacement"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        photo = self._size(cleaned, "photo")
        for field in ("tint_mask", "shading_map", "displacement_map"):
            size = self._size(cleaned, field)
            if photo and size and abs(size[0] * photo[1] / (size[1] * photo[0]) - 1) > SHAPE_TOLERANCE:
                self.add_error(
                    field,
                    f"This must have the photo's proportions: the photo has {photo[0]} × {photo[1]} pixels,"
                    f" this has {size[0]} × {size[1]}.",
                )
        return cleaned

    def _size(self, cleaned: dict[str, Any], field: str) -> tuple[int, int] | None:
        file = cleaned.get(field)
        if not file:
            return None
        try:
            return picture_size(_content(file))
        except PictureUnreadableError as error:
            self.add_error(field, error.text)
            return None


class PrintAreaForm(forms.ModelForm):
    """The area's mask must be a picture; inks are ticked."""

    inks = forms.MultipleChoiceField(
        choices=[(ink, name.capitalize()) for ink, name in INKS.items()],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        required=False,
        label="Inks besides colour",
        help_text="What layers may be made with here.",
    )

    class Meta:
        model = PrintArea
        fields = "__all__"

    def clean_mask(self) -> Any:
        mask = self.cleaned_data.get("mask")
        if isinstance(mask, UploadedFile):
            try:
                picture_size(_content(mask))
            except PictureUnreadableError as error:
                raise forms.ValidationError(error.text) from error
        return mask


class ProductModelForm(forms.ModelForm):
    """The model must be a binary glTF."""

    class Meta:
        model = ProductModel
        fields = ["file", "print_area", "print_mesh"]

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and not _content(file).startswith(b"glTF"):
            raise forms.ValidationError("This is not a binary glTF file (.glb).")
        return file


class PressProfileForm(forms.ModelForm):
    """The file must be an ICC profile of a CMYK press; what it calls itself is noted."""

    class Meta:
        model = PressProfile
        fields = ["name", "condition", "file"]

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            if (file.size or 0) > MOST_BYTES:
                raise forms.ValidationError(f"This file is larger than {MOST_BYTES // 1_000_000} MB.")
            try:
                self.instance.description = read_press_profile(_content(file)).description[:200]
            except ProfileError as error:
                raise forms.ValidationError(f"This cannot be used: {error}.") from error
        return file


class FontForm(forms.ModelForm):
    """The file must be a font. It is kept as it is written anew, and WOFF and WOFF2 are unpacked on the way."""

    class Meta:
        model = Font
        fields = ["id", "family", "style", "file", "is_fallback", "position"]

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if not isinstance(file, UploadedFile):
            return file
        try:
            font = rewrite_font(_content(file))
        except FontUnreadableError as error:
            raise forms.ValidationError(error.text) from error
        return ContentFile(font.content, name=f"{(file.name or 'font').rsplit('.', 1)[0]}.{font.suffix}")
