"""Who is told of errors by e-mail, and whether that works."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.decorators import display

from monogram.mail.models import Digest


@admin.register(Digest)
class DigestAdmin(ModelAdmin):
    """They are made by what goes wrong; nobody changes them."""

    class Media:
        css = {"all": ["orders/admin.css"]}

    list_display = ["about", "to", "waiting", "sent_at", "not_before", "last_error"]
    search_fields = ["about", "to"]
    fields = ["about", "to", "sent_at", "not_before", "failures", "last_error", "latest"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Digest]:
        unsent = Count("entries", filter=Q(entries__sent_at=None))
        digests: QuerySet[Digest] = super().get_queryset(request).annotate(unsent=unsent)
        return digests

    @display(description="Waiting", ordering="unsent")
    def waiting(self, digest: Any) -> int:
        count: int = digest.unsent
        return count

    @display(description="The latest errors")
    def latest(self, digest: Digest) -> str:
        return "\n\n".join(entry.text for entry in digest.entries.order_by("-pk")[:20])

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
