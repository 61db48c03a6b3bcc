"""Files of orders in the back office: what came, what became of each order, and uploading one by hand."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from monogram.common import clock
from monogram.companies.models import Company, CompanyType, User
from monogram.oms.order_drops import place_file
from monogram.oms.order_file_page import page_of
from monogram.oms.order_files import discard_file, keep_file, refused_of
from monogram.orders.models import OrderFile, OrderFileState
from monogram.orders.order_sheet import MAX_BYTES, UnreadableSheetError
from monogram.transports.names import MAX_NAME_LENGTH

_TONES = {
    OrderFileState.DRAFT: "waiting",
    OrderFileState.BEGUN: "moving",
    OrderFileState.DONE: "done",
    OrderFileState.REFUSED: "ended",
}


class UploadForm(forms.Form):
    """Whose orders, and the file."""

    company = forms.ModelChoiceField(
        Company.objects.exclude(type=CompanyType.SUPPLIER).filter(is_active=True).order_by("name"),
        label="Retailer",
        widget=UnfoldAdminSelectWidget,
        empty_label=None,
    )
    file = forms.FileField(
        label="CSV file",
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    def kept(self, user: User) -> OrderFile | None:
        """The file as a draft; None, with an error in the form, if it is no list of orders."""
        file = self.cleaned_data["file"]
        try:
            return keep_file(
                company=self.cleaned_data["company"],
                name=file.name.replace("\0", "")[-MAX_NAME_LENGTH:],
                content=file.read(MAX_BYTES + 1),
                uploaded_by=user,
            )
        except UnreadableSheetError as error:
            self.add_error("file", error.text)
            return None


@admin.register(OrderFile)
class OrderFileDesk(ModelAdmin):
    """Files come from folders and by upload; nobody changes them."""

    list_display = ["received", "name", "company", "origin", "standing", "order_count", "placed_count", "refused_count"]
    list_display_links = ["received", "name"]
    list_filter = ["state", ("company", admin.RelatedOnlyFieldListFilter), "drop"]
    list_filter_submit = True
    list_select_related = ["company", "drop", "uploaded_by"]
    list_per_page = 50
    search_fields = ["name", "orders__external_ref", "=sha256"]
    actions_list = ["upload"]

    class Media:
        css = {"all": ["orders/admin.css", "oms/order_files.css"]}

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (
            *super().get_custom_urls(),
            ("<int:file_id>/place/", "orders_orderfile_place", self.place),
            ("<int:file_id>/discard/", "orders_orderfile_discard", self.discard),
            ("<int:file_id>/refused/", "orders_orderfile_refused", self.refused),
        )

    @display(description="Received", ordering="received_at")
    def received(self, file: OrderFile) -> str:
        exact = f"{timezone.localtime(file.received_at):%d %B %Y, %H:%M:%S}"
        is_fresh = (clock.now() - file.received_at).total_seconds() < 60
        ago = "just now" if is_fresh else f"{timesince(file.received_at, clock.now(), depth=1)} ago"
        return format_html('<time class="order-when" title="{}">{}</time>', exact, ago)

    @display(description="From")
    def origin(self, file: OrderFile) -> str:
        return origin_of(file)

    @display(description="State", ordering="state")
    def standing(self, file: OrderFile) -> str:
        return format_html('<span class="order-status order-status--{}">{}</span>', *standing_of(file))

    @action(description="Upload a file", url_path="upload", permissions=["upload"], icon="upload")
    def upload(self, request: HttpRequest) -> HttpResponse:
        """A file by hand: kept, and shown before anything of it is placed."""
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and (file := form.kept(cast(User, request.user))):
            return HttpResponseRedirect(_address(file))
        return self._page(request, "oms/admin/upload_orders.html", {"title": "Upload orders", "form": form})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One file: what would become of its orders, how far they are, what became of them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(OrderFile.objects.select_related("company", "drop", "uploaded_by"), pk=object_id)
        template = "oms/admin/order_file_body.html" if "HX-Request" in request.headers else "oms/admin/order_file.html"
        tone, state = standing_of(file)
        context = {"title": file.name, "file": file, "tone": tone, "state": state, "origin": origin_of(file)}
        may_place = self.has_upload_permission(request)
        return self._page(request, template, {**context, "page": page_of(file, request.GET), "may_place": may_place})

    @method_decorator(require_POST)
    def place(self, request: HttpRequest, model_admin: Any, file_id: int) -> HttpResponse:
        """Have the orders of an uploaded file placed."""
        file = self._draft(request, file_id)
        if file.company.is_active:
            place_file(file)
        else:
            messages.error(request, f"{file.company} is deactivated.")
        return HttpResponseRedirect(_address(file))

    @method_decorator(require_POST)
    def discard(self, request: HttpRequest, model_admin: Any, file_id: int) -> HttpResponse:
        """Forget an uploaded file of which nothing was placed."""
        discard_file(self._draft(request, file_id))
        messages.success(request, "The file was discarded. Nothing of it was placed.")
        return HttpResponseRedirect(reverse("admin:orders_orderfile_changelist"))

    def refused(self, request: HttpRequest, model_admin: Any, file_id: int) -> HttpResponse:
        """The rows of the refused orders as a file, with the reasons."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(OrderFile, pk=file_id)
        if not file.content or not file.refused_count:
            raise Http404
        answer = HttpResponse(refused_of(file), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="refused-orders-{file.pk}.csv"'
        answer["Cache-Control"] = "no-store"
        return answer

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_upload_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Whoever may add files of orders."""
        return cast(User, request.user).has_perm("orders.add_orderfile")

    def _draft(self, request: HttpRequest, file_id: int) -> OrderFile:
        if not self.has_upload_permission(request):
            raise PermissionDenied
        return get_object_or_404(OrderFile.objects.select_related("company"), pk=file_id)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        return render(request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context})


def standing_of(file: OrderFile) -> tuple[str, str]:
    """A tone and a word for how a file stands."""
    state = OrderFileState(file.state)
    if state == OrderFileState.REFUSED and file.placed_count:
        return "waiting", "Placed in part"
    return _TONES[state], str(state.label)


def origin_of(file: OrderFile) -> str:
    """How a file came."""
    if file.uploaded_by:
        return f"Uploaded by {file.uploaded_by}"
    return "Folder" if file.drop_id else "–"


def _address(file: OrderFile) -> str:
    return reverse("admin:orders_orderfile_change", args=[file.pk])
