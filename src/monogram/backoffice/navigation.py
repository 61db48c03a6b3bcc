"""The admin's sidebar, ordered by what people come to do, and the marks around it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from monogram.common.assets import entry_styles

# Sidebar group → the apps whose pages it holds, in the order of the day's work.
_GROUPS: dict[str, tuple[str, ...]] = {
    "Orders": ("orders", "shipping"),
    "Catalogue": ("catalogue", "virtual_products"),
    "Designs": ("designs", "images", "artwork"),
    "Companies": ("companies", "oauth"),
    "Production": ("production",),
    "Suppliers": ("suppliers",),
    "Messages": ("callbacks", "mail"),
}
# What people come for goes before the rest of its group, which is in the order of names.
_DAILY = {"Orders": "Order"}
# Pages that are no list of rows, behind those: title, icon, address, and what one must be allowed to see.
_PAGES: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "Orders": (("Stopped orders", "front_hand", "admin:orders_order_stopped", "orders.view_order"),),
    "Suppliers": (("Try routing", "alt_route", "admin:orders_order_try_routing", "orders.view_order"),),
}
_ICONS = {
    "Order": "receipt_long",
    "OrderItem": "format_list_bulleted",
    "OrderEvent": "history",
    "Submission": "move_to_inbox",
    "OrderDrop": "drive_folder_upload",
    "OrderFile": "upload_file",
    "Shipment": "local_shipping",
    "ShippingMapping": "swap_horiz",
    "Batch": "layers",
    "BatchTemplate": "dashboard_customize",
    "SenderAddress": "home_pin",
    "CarrierConnection": "cable",
    "DefaultService": "rule",
    "Product": "apparel",
    "PrintArea": "crop_free",
    "View": "photo_camera",
    "Variant": "style",
    "Aspect": "tune",
    "Category": "folder",
    "VirtualProduct": "auto_awesome",
    "CreationTask": "checklist",
    "Gallery": "photo_library",
    "Font": "text_fields",
    "PressProfile": "palette",
    "AppConfiguration": "settings_suggest",
    "PrintJob": "print",
    "SavedDesign": "bookmark",
    "Sample": "redeem",
    "Design": "brush",
    "Image": "image",
    "Artwork": "imagesmode",
    "ItemAsset": "attach_file",
    "Company": "storefront",
    "ApiKey": "key",
    "ApiClient": "vpn_key",
    "User": "person",
    "Membership": "badge",
    "DropshipAccount": "handshake",
    "ProductSource": "factory",
    "StockItem": "inventory_2",
    "PushIntegration": "send",
    "FolderIntegration": "folder_shared",
    "ReceivedFile": "drive_file_move",
    "Delivery": "outgoing_mail",
    "Attempt": "sync_alt",
    "Digest": "mail",
    "Job": "schedule",
}


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """What this person may see, grouped. Whatever no group names is under System, so that nothing is hidden."""
    apps = {app["app_label"]: app["models"] for app in admin.site.get_app_list(request)}
    first = {"title": "", "items": [_item("Overview", "space_dashboard", reverse("admin:index"))]}
    groups = [
        _group(title, [model for label in labels for model in apps.pop(label, [])]) for title, labels in _GROUPS.items()
    ]
    for group in groups:
        group["items"] += _pages(request, group["title"])
    groups.append(_group("System", [model for models in apps.values() for model in models]))
    _mark_page(request, groups)
    return [first, *(group for group in groups if group["items"])]


def _group(title: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    models = sorted(models, key=lambda model: model["object_name"] != _DAILY.get(title))
    items = [
        _item(str(model["name"]), _ICONS.get(model["object_name"], "article"), model["admin_url"])
        for model in models
        if model.get("admin_url")
    ]
    return {"title": title, "separator": True, "items": items}


def _pages(request: HttpRequest, title: str) -> list[dict[str, Any]]:
    pages = _PAGES.get(title, ())
    return [_item(name, icon, reverse(page)) for name, icon, page, needs in pages if request.user.has_perm(needs)]


def _mark_page(request: HttpRequest, groups: list[dict[str, Any]]) -> None:
    """A page whose address lies below a list's is marked alone, not the list as well."""
    items = [item for group in groups for item in group["items"]]
    if any(item["link"] == request.path for item in items):
        for item in items:
            item["active"] = item["link"] == request.path


def _item(title: str, icon: str, link: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": link}


def environment(request: HttpRequest) -> list[str] | None:
    """The mark beside the person's name: demo worlds are never mistaken for the real thing."""
    return ["Demo", "info"] if settings.MONOGRAM_DEMO else None


def stylesheet(request: HttpRequest) -> str:
    """What the admin's pages have of our own look."""
    (style,) = entry_styles("backoffice")
    return style
