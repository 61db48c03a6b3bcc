"""Messages out in the back office: what was sent, what came back, and sending it again."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.admin import ModelAdmin, StackedInline
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm

from monogram.callbacks import services
from monogram.callbacks.models import Attempt, Channel, Delivery, DeliveryStatus, SigningSecret
from monogram.callbacks.replaying import receivers_page, replay_page
from monogram.common import clock
from monogram.companies.models import Company

_COLOURS = {"pending": "info", "delivered": "success", "failed": "danger", "withdrawn": "warning"}


def _pretty(text: str) -> str:
    """JSON with indents, anything else as it is."""
    with suppress(ValueError):
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    return format_html('<pre style="white-space:pre-wrap">{}</pre>', text) if text else "–"


class AttemptInline(StackedInline):
    """The attempts, with request and answer. Nobody changes them."""

    model = Attempt
    extra = 0
    can_delete = False
    fields = ["at", "by", "url", "outcome", "duration_ms", "request_head", "answer_head", "answer"]
    readonly_fields = fields

    @admin.display(description="Sent")
    def by(self, attempt: Attempt) -> str:
        return "By hand" if attempt.is_manual else "By the schedule"

    @admin.display(description="Outcome")
    def outcome(self, attempt: Attempt) -> str:
        return attempt.error or f"Status {attempt.response_status}"

    @admin.display(description="Request headers")
    def request_head(self, attempt: Attempt) -> str:
        return _headers(attempt.request_headers)

    @admin.display(description="Answer's headers")
    def answer_head(self, attempt: Attempt) -> str:
        return _headers(attempt.response_headers)

    @admin.display(description="Answer")
    def answer(self, attempt: Attempt) -> str:
        return _pretty(attempt.response_body)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _headers(headers: dict[str, str]) -> str:
    return _pretty("\n".join(f"{name}: {value}" for name, value in headers.items()))


@admin.register(Delivery)
class DeliveryAdmin(ModelAdmin):
    list_display = ["created_at", "kind", "order", "sequence", "state", "goes_to", "attempt_count", "comes_next"]
    list_display_links = ["created_at", "kind"]
    list_filter = ["status", "kind", ("order__company", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["order"]
    search_fields = ["=id", "order__external_ref", "order__ref", "url", "receiver"]
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    inlines = [AttemptInline]
    actions = ["send_again"]
    actions_list = ["send_a_time_again", "show_receivers"]
    actions_detail = ["send_this_again"]
    fieldsets = [
        (None, {"fields": ["kind", "order", "sequence", "covers", "status", "comes_next", "delivered_at"]}),
        ("Message", {"fields": ["id", "channel", "method", "url", "created_at", "pretty_body"]}),
    ]
    readonly_fields = [field for _, options in fieldsets for field in options["fields"]]

    @display(description="Status", ordering="status", label=_COLOURS)
    def state(self, delivery: Delivery) -> tuple[str, str]:
        return delivery.status, delivery.get_status_display()

    @display(description="Receiver", ordering="receiver")
    def goes_to(self, delivery: Delivery) -> str:
        return delivery.get_channel_display() if delivery.channel == Channel.FEED else delivery.receiver

    @display(description="Next attempt", ordering="next_attempt_at")
    def comes_next(self, delivery: Delivery) -> str:
        """When, or what it waits for."""
        now = clock.now()
        if delivery.leased_until and delivery.leased_until > now:
            return "Being sent"
        if delivery.replay_at:
            return "Asked for again"
        if delivery.channel == Channel.FEED and delivery.status == DeliveryStatus.PENDING:
            return "Waits to be fetched"
        if delivery.next_attempt_at is None:
            return "Waits for the one before" if delivery.status == DeliveryStatus.PENDING else "–"
        at = timezone.localtime(delivery.next_attempt_at)
        return "Now" if delivery.next_attempt_at <= now else f"{at:%d %b %Y, %H:%M}"

    @display(description="Tells of")
    def covers(self, delivery: Delivery) -> str:
        return "All parts of the split order" if delivery.is_consolidated else "This order"

    @display(description="Body")
    def pretty_body(self, delivery: Delivery) -> str:
        return _pretty(delivery.body)

    def send_again(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        for delivery in deliveries:
            services.replay(delivery)
        self.message_user(request, f"{len(deliveries)} messages are being sent again.")

    send_again.short_description = "Send again"  # type: ignore[attr-defined]  # how the admin names an action
    send_again.allowed_permissions = ["replay"]  # type: ignore[attr-defined]  # as above

    @action(description="Send again since…", url_path="send-a-time-again", permissions=["replay"])
    def send_a_time_again(self, request: HttpRequest) -> HttpResponse:
        """All of a company's messages since a moment."""
        return replay_page(request, self.admin_site.each_context(request))

    @action(description="Receivers", url_path="receivers", permissions=["view"])
    def show_receivers(self, request: HttpRequest) -> HttpResponse:
        """Who takes what they are sent, and who does not."""
        return receivers_page(request, self.admin_site.each_context(request))

    @action(
        description="Send again",
        url_path="send-again",
        permissions=["replay"],
        dialog={
            "title": "Send this message again",
            "description": "The same message, under the same id: a receiver that had it already knows it by that.",
            "form_submit_text": "Send again",
        },
    )
    def send_this_again(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Send the message once more, under the same id."""
        services.replay(Delivery.objects.get(pk=object_id))
        messages.success(request, "The message is being sent again; the attempt appears below in a moment.")
        return HttpResponse(headers={"HX-Redirect": reverse("admin:callbacks_delivery_change", args=[object_id])})

    def has_replay_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes a message; who may send it again has the permission that Django makes for changing."""
        return request.user.has_perm("callbacks.change_delivery")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SigningSecret)
class SigningSecretAdmin(ModelAdmin):
    """The keys with which retailers check that a callback is ours."""

    list_display = ["company", "created_at"]
    list_select_related = ["company"]
    search_fields = ["company__name", "=company__id"]
    autocomplete_fields = ["company"]
    actions_detail = ["show_secret", "change_secret"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["company", "created_at", "previous_until"] if obj else ["company"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["company", "created_at", "previous_until"] if obj else []

    def save_model(self, request: HttpRequest, obj: SigningSecret, form: ModelForm[Any], change: bool) -> None:
        services.signing_secret(obj.company)

    @action(description="Show the secret", url_path="show-secret", permissions=["change"])
    def show_secret(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """Show the secret, to be copied and given to the retailer."""
        secret = services.signing_secret(Company.objects.get(pk=object_id))
        messages.info(request, format_html("The signing secret is <code>{}</code>", secret))
        return HttpResponseRedirect(reverse("admin:callbacks_signingsecret_change", args=[object_id]))

    @action(
        description="Change the secret",
        url_path="change-secret",
        permissions=["change"],
        dialog={
            "title": "Change the secret",
            "description": "For a day callbacks are signed with the old secret and the new one.",
            "form_submit_text": "Change",
        },
    )
    def change_secret(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Make another one; for a day callbacks are signed with both."""
        secret = services.change_signing_secret(Company.objects.get(pk=object_id))
        messages.success(
            request, format_html("The new secret is <code>{}</code>. The old one signs for a day.", secret)
        )
        return HttpResponse(headers={"HX-Redirect": reverse("admin:callbacks_signingsecret_change", args=[object_id])})
