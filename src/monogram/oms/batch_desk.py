"""Batches in the back office: what fills, what waits to be printed, their files, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.enums import ActionVariant
from unfold.forms import BaseDialogForm

from monogram.common.errors import MonogramError
from monogram.oms import production
from monogram.oms.batch_pages import FILES, file_of, lines_of
from monogram.production import queries
from monogram.production.models import HAS_FILES, Batch, BatchState

_TONES = {
    BatchState.FILLING: "note",
    BatchState.PENDING_GENERATION: "moving",
    BatchState.PENDING_PRODUCTION: "waiting",
    BatchState.IN_PRODUCTION: "moving",
    BatchState.ARCHIVED: "done",
}


def _question(title: str, description: str, submit: str) -> Any:
    return {"title": title, "description": description, "form_class": BaseDialogForm, "form_submit_text": submit}


@admin.register(Batch)
class BatchDesk(ModelAdmin):
    """They come and go by orders and templates alone."""

    list_display = ["ref", "template", "supplier", "standing", "filled", "only_sku", "day", "cut_off", "begun"]
    list_filter = [
        "state",
        ("template__supplier", admin.RelatedOnlyFieldListFilter),
        ("template", admin.RelatedOnlyFieldListFilter),
    ]
    list_filter_submit = True
    search_fields = ["ref", "sku", "items__order_item__ref", "items__order_item__order__external_ref"]
    fields = readonly_fields = ["heading", "download", "contents"]
    actions_detail = ["close", "make_again", "archive"]

    class Media:
        css = {"all": ["orders/admin.css", "oms/batches.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        return queries.with_pieces(super().get_queryset(request))

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        address = "<int:batch_id>/<int:generation>/<slug:kind>/"
        return (*super().get_custom_urls(), (address, "production_batch_file", self.send_file))

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Nothing on the page is typed in, so there is nothing to save."""
        no_save = {"show_save": False, "show_save_and_continue": False}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **no_save})

    @display(description="Supplier", ordering="template__supplier__name")
    def supplier(self, batch: Batch) -> str:
        return batch.template.supplier.name

    @display(description="State", ordering="state")
    def standing(self, batch: Batch) -> str:
        tone = "ended" if batch.error else _TONES[BatchState(batch.state)]
        label = "Files could not be made" if batch.error else batch.get_state_display()
        return format_html('<span class="order-status order-status--{}">{}</span>', tone, label)

    @display(description="Pieces", ordering="piece_count")
    def filled(self, batch: Any) -> str:
        if batch.state != BatchState.FILLING:
            return f"{batch.piece_count}"
        return format_html(
            '<span class="batch-filled">{} of {}<meter min="0" max="{}" value="{}"></meter></span>',
            batch.piece_count, batch.template.slots, batch.template.slots, batch.piece_count,
        )  # fmt: skip

    @display(description="SKU", ordering="sku")
    def only_sku(self, batch: Batch) -> str:
        return batch.sku or "Mixed"

    @display(description="To be dispatched", ordering="dispatch_date")
    def day(self, batch: Batch) -> str:
        return f"{batch.dispatch_date:%d %b %Y}" if batch.dispatch_date else "–"

    @display(description="Cut-off", ordering="closes_at")
    def cut_off(self, batch: Batch) -> str:
        is_open = batch.state == BatchState.FILLING and batch.closes_at is not None
        return f"{timezone.localtime(batch.closes_at):%d %b, %H:%M}" if is_open else "–"

    @display(description="Begun", ordering="created_at")
    def begun(self, batch: Batch) -> str:
        return f"{timezone.localtime(batch.created_at):%d %b, %H:%M}"

    @display(description="")
    def heading(self, batch: Any) -> str:
        """The batch at a glance."""
        return render_to_string("oms/admin/batch_heading.html", {"batch": batch, "standing": self.standing(batch)})

    @display(description="Files")
    def download(self, batch: Batch) -> str:
        """A button for each file: the page's own form sends what it names."""
        links = [
            {"name": name, "address": reverse("admin:production_batch_file", args=[batch.pk, batch.generation, kind])}
            for kind, name in FILES.items()
        ]
        begins = batch.state == BatchState.PENDING_PRODUCTION
        context = {"links": links if batch.state in HAS_FILES else [], "begins": begins, "batch": batch}
        return render_to_string("oms/admin/batch_files.html", context)

    @display(description="What is in it")
    def contents(self, batch: Batch) -> str:
        """Line by line, with how much is printed."""
        rows = [
            {"line": line, "order_page": reverse("admin:orders_order_change", args=[line.item.order_id])}
            for line in lines_of(batch)
        ]
        return render_to_string("oms/admin/batch_contents.html", {"rows": rows})

    def send_file(self, request: HttpRequest, model_admin: Any, *, batch_id: int, generation: int, kind: str) -> Any:
        """One of the files as a download; that of the sheets puts the batch to work."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return require_POST(self._send_file)(request, batch_id, generation, kind)

    def _send_file(self, request: HttpRequest, batch_id: int, generation: int, kind: str) -> HttpResponseBase:
        if kind not in FILES:
            raise PermissionDenied
        try:
            return file_of(batch_id=batch_id, generation=generation, kind=kind, who=str(request.user))
        except MonogramError as error:
            messages.error(request, f"{error.text}.")
            return HttpResponseRedirect(_page(batch_id))

    @action(
        description="Make ready now",
        url_path="close",
        icon="done_all",
        permissions=["close"],
        variant=ActionVariant.PRIMARY,
        dialog=_question("Make this batch ready", "It takes nothing more, and its files are made.", "Make ready"),
    )
    def close(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        return self._carry_out(request, production.close_batch, object_id, "takes nothing more")

    @action(
        description="Make the files again",
        url_path="make-again",
        icon="refresh",
        permissions=["make_again"],
        dialog=_question("Make the files again", "Those that are there are no longer to be had.", "Make them again"),
    )
    def make_again(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        return self._carry_out(request, production.make_batch_files_again, object_id, "gets new files")

    @action(
        description="Archive",
        url_path="archive",
        icon="inventory",
        permissions=["archive"],
        dialog=_question("Archive this batch", "It is done with. Its files stay, and so do its orders.", "Archive"),
    )
    def archive(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        return self._carry_out(request, production.archive_batch, object_id, "is archived")

    def _carry_out(
        self, request: HttpRequest, use_case: Callable[..., None], object_id: str, done: str
    ) -> HttpResponse:
        try:
            use_case(batch_id=int(object_id))
            messages.success(request, f"The batch {done}.")
        except MonogramError as error:
            messages.error(request, f"{error.text}.")
        return HttpResponse(headers={"HX-Redirect": _page(int(object_id))})

    def has_close_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self._is_in(request, object_id, {BatchState.FILLING})

    def has_make_again_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self._is_in(request, object_id, {BatchState.PENDING_GENERATION, BatchState.PENDING_PRODUCTION})

    def has_archive_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        return self._is_in(request, object_id, {BatchState.IN_PRODUCTION})

    def _is_in(self, request: HttpRequest, object_id: str | None, states: set[BatchState]) -> bool:
        there = object_id is not None and Batch.objects.filter(pk=object_id, state__in=states).exists()
        return there and self.has_change_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _page(batch_id: int) -> str:
    """Of the batch; of all, where it is gone."""
    if Batch.objects.filter(pk=batch_id).exists():
        return reverse("admin:production_batch_change", args=[batch_id])
    return reverse("admin:production_batch_changelist")
