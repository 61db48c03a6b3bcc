"""Pictures in the back office: to look at, not to change, since designs and print files refer to them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from monogram.files import services as files
from monogram.images.models import Image


@admin.register(Image)
class ImageAdmin(ModelAdmin):
    list_display = ["picture", "file_name", "pixels", "media_type", "megabytes", "company", "created_at"]
    list_display_links = ["picture", "file_name"]
    list_filter = ["media_type", "has_alpha", "company", ("created_at", RangeDateTimeFilter)]
    list_filter_submit = True
    list_select_related = ["company"]
    search_fields = ["=id", "file_name", "=sha256", "company__name", "source_url"]
    date_hierarchy = "created_at"
    fieldsets = [
        (None, {"fields": ["large_picture", "file_name", "company", "created_at", "source_url"]}),
        ("File", {"fields": ["id", "media_type", "pixels", "has_alpha", "megabytes", "sha256", "copies"]}),
    ]
    readonly_fields = ["large_picture", "pixels", "megabytes", "copies", "id"]

    @display(description="Picture")
    def picture(self, image: Image) -> str:
        return _shown(image, height=48)

    @display(description="Picture")
    def large_picture(self, image: Image) -> str:
        return _shown(image, height=320)

    @display(description="Pixels", ordering="width")
    def pixels(self, image: Image) -> str:
        return f"{image.width} × {image.height}"

    @display(description="Size", ordering="byte_size")
    def megabytes(self, image: Image) -> str:
        return f"{image.byte_size / 1e6:.1f} MB"

    @display(description="Files")
    def copies(self, image: Image) -> str:
        shown = [
            (image.original, "As it came"),
            (image.print_copy, "As it is printed"),
            (image.working_copy, "For the browser"),
            *([(image.drawing, "Lines and colours")] if image.drawing else []),
        ]
        return format_html_join(" · ", '<a href="{}">{}</a>', [(files.public_url(key), label) for key, label in shown])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _shown(image: Image, *, height: int) -> str:
    return format_html(
        '<img src="{}" alt="" loading="lazy" style="max-height:{}px;border-radius:4px">',
        files.public_url(image.working_copy),
        height,
    )
