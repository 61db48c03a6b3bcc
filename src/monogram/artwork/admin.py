"""Print files in the back office: frozen, so there is nothing to edit and nothing to delete."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from monogram.artwork.models import Artwork, ItemAsset
from monogram.files import services as files
from monogram.rendering.comparison import Comparison


class _FrozenAdmin(ModelAdmin):
    """Rows that nobody changes by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Artwork)
class ArtworkAdmin(_FrozenAdmin):
    list_display = ["area_name", "pixels", "resolution", "media_type", "megabytes", "agreement", "sha256", "created_at"]
    list_filter = ["media_type", "dpi", ("created_at", RangeDateTimeFilter)]
    list_filter_submit = True
    search_fields = ["area_name", "=sha256", "=source_hash"]
    date_hierarchy = "created_at"
    fieldsets = [
        (None, {"fields": ["area_name", "download", "pixels", "resolution", "megabytes", "media_type"]}),
        ("Proof", {"fields": ["agreement", "sha256", "source_hash", "created_at"]}),
    ]

    @display(description="Pixels", ordering="width")
    def pixels(self, artwork: Artwork) -> str:
        return f"{artwork.width} × {artwork.height}"

    @display(description="Resolution", ordering="dpi")
    def resolution(self, artwork: Artwork) -> str:
        return f"{artwork.dpi:g} dpi" if artwork.dpi else "–"

    @display(description="Size", ordering="byte_size")
    def megabytes(self, artwork: Artwork) -> str:
        return f"{artwork.byte_size / 1e6:.1f} MB"

    @display(description="As it was shown", label={"yes": "success", "no": "warning"})
    def agreement(self, artwork: Artwork) -> tuple[str, str] | str:
        """What the comparison with the preview found, in words and numbers."""
        if not artwork.comparison:
            return "–"
        found = Comparison(**artwork.comparison)
        words = "Yes" if found.is_kept else "No: look at it"
        numbers = f"{found.ssim * 100:.2f} % alike, {found.shift:.2f} px aside"
        return ("yes" if found.is_kept else "no"), f"{words} ({numbers})"

    @display(description="File")
    def download(self, artwork: Artwork) -> str:
        return format_html('<a href="{}">Open</a>', files.public_url(artwork.file))


@admin.register(ItemAsset)
class ItemAssetAdmin(_FrozenAdmin):
    list_display = ["picture", "name", "description", "kind", "order_ref", "item", "pixels"]
    list_display_links = ["picture", "name"]
    list_filter = ["kind", ("artwork__created_at", RangeDateTimeFilter)]
    list_filter_submit = True
    search_fields = ["name", "description", "=item__ref", "=item__order__ref", "=item__order__external_ref"]
    fieldsets = [
        (None, {"fields": ["picture", "name", "description", "kind", "item", "order_ref", "artwork", "pixels"]})
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ItemAsset]:
        assets: QuerySet[ItemAsset] = super().get_queryset(request)
        return assets.select_related("artwork", "item__order")

    @display(description="Picture")
    def picture(self, asset: ItemAsset) -> str:
        """Thumbnails are small; a print file of 15 MB is a link, lest a list of them load for minutes."""
        url = files.public_url(asset.artwork.file)
        if asset.kind == "output":
            return format_html('<a href="{}">Open</a>', url)
        return format_html('<img src="{}" alt="" loading="lazy" style="max-height:48px;border-radius:4px">', url)

    @display(description="Order", ordering="item__order__ref")
    def order_ref(self, asset: ItemAsset) -> str:
        return f"{asset.item.order.external_ref} ({asset.item.order.ref})"

    @display(description="Pixels")
    def pixels(self, asset: ItemAsset) -> str:
        return f"{asset.artwork.width} × {asset.artwork.height}"
