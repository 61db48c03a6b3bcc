"""Moments, assets and the way around for the portal's templates."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from monogram.common import clock
from monogram.common.assets import entry_tags
from monogram.companies.models import User
from monogram.portal.access import Member, memberships_of

register = template.Library()

# The rooms of the portal: the name of its first page, its title and its icon.
_ROOMS = (
    ("portal-orders", "Orders", "orders"),
    ("portal-batches", "Batches", "batches"),
    ("portal-scan", "Scan", "scan"),
    ("portal-stock", "Stock", "stock"),
    ("portal-connection", "Connection", "connection"),
)


@register.simple_tag
def portal_assets() -> SafeString:
    """The tags of the `portal` entry."""
    return entry_tags("portal")


@register.inclusion_tag("portal/navigation.html", takes_context=True)
def navigation(context: template.Context, member: Member) -> dict[str, object]:
    """The rooms, the present one marked: it is the one whose address is the longest beginning of the page's."""
    request: HttpRequest = context["request"]
    rooms = [
        {"url": reverse(name, args=[member.company.pk]), "title": title, "icon": icon} for name, title, icon in _ROOMS
    ]
    present = max((r for r in rooms if request.path.startswith(r["url"])), key=lambda r: len(r["url"]), default=None)
    return {"rooms": rooms, "present": present}


@register.simple_tag
def companies_of(user: User) -> list[dict[str, object]]:
    """The suppliers that a person works for."""
    return [{"id": each.company_id, "name": each.company.name} for each in memberships_of(user)]


@register.filter
def ago(moment: datetime | None) -> SafeString | str:
    """How long ago, with the exact moment on hover; the page's script keeps it true."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    exact = f"{local:%d %B %Y, %H:%M:%S} {local.tzname()}".lstrip("0")
    return format_html(
        '<time datetime="{}" title="{}" data-ago>{}</time>', moment.isoformat(), exact, clock.ago(moment)
    )
