"""Virtual products in the back office: what waits for approval, what is on sale, and what tasks have come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm

from monogram.catalogue.admin.pictures import thumbnail
from monogram.catalogue.models import AspectOption, Product, VirtualState
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.virtual_products import services
from monogram.virtual_products.models import CreationTask, TaskState, VirtualProduct
from monogram.virtual_products.pictures import MOST_NIGHTS

_STATES = {
    VirtualState.PENDING: "warning",
    VirtualState.APPROVED: "success",
    VirtualState.REMOVED: "",
}
_TASK_STATES = {
    TaskState.WAITING: "info",
    TaskState.RUNNING: "info",
    TaskState.DONE: "success",
    TaskState.PARTLY: "warning",
    TaskState.FAILED: "danger",
}
_LINES_SHOWN = 200


def _question(title: str, description: str, submit: str) -> Any:
    """Asked before a button is carried out, which a link from elsewhere cannot do then."""
    return {"title": title, "description": description, "form_submit_text": submit}


class _WrittenByServices(ModelAdmin):
    """Rows that are looked at here, and changed by the buttons alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field for _, options in self.get_fieldsets(request, obj) for field in options["fields"]]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Without buttons to save what nobody can change here."""
        shown = {"show_save": False, "show_save_and_continue": False, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, shown)


class _LargePictureFilter(admin.SimpleListFilter):
    """Those whose large picture is not tried any more until somebody asks for it."""

    title = "large picture"
    parameter_name = "large_picture"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("given-up", "Given up")]

    def queryset(self, request: HttpRequest, products: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() != "given-up":
            return products
        given_up = VirtualDesign.objects.filter(is_current=True, large_snapshot_nights__gte=MOST_NIGHTS)
        return products.filter(pk__in=given_up.values("virtual"))


@admin.register(VirtualProduct)
class VirtualProductAdmin(_WrittenByServices):
    list_display = ["picture", "name", "number", "sku", "made_on", "state", "owner", "created_at"]
    list_display_links = ["picture", "name"]
    list_filter = [
        "virtual_state",
        _LargePictureFilter,
        ("owner", admin.RelatedOnlyFieldListFilter),
        ("created_at", RangeDateTimeFilter),
    ]
    list_filter_submit = True
    list_select_related = ["owner", "base"]
    search_fields = ["search_text", "=id", "sku", "base__name", "base__sku"]
    search_help_text = "Name, product ID, SKU or the blank's name"
    actions = ["approve_selected", "remove_selected"]
    actions_detail = ["approve_this", "open_designer", "draw_again", "remove_this"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "large_picture",
                    "drawing",
                    "state_in_words",
                    "name",
                    "description",
                    "number",
                    "sku",
                    "own_price",
                ]
            },
        ),
        ("Made of", {"fields": ["made_on", "on_offer", "may_personalise", "placed", "verdicts"]}),
        ("Sold by", {"fields": ["owner", "listed_in", "design_refs", "created_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[VirtualProduct]:
        products: QuerySet[VirtualProduct] = super().get_queryset(request).filter(base__isnull=False)
        designs = VirtualDesign.objects.filter(is_current=True).defer("document")
        return products.prefetch_related(Prefetch("virtual_designs", designs, to_attr="current_designs"))

    @display(description="Picture")
    def picture(self, product: Any) -> str:
        return _snapshot(product, "small", side=64)

    @display(description="Picture")
    def large_picture(self, product: Any) -> str:
        return _snapshot(product, "large", side=320)

    @display(description="Large picture")
    def drawing(self, product: Any) -> str:
        return next((_drawing_in_words(design) for design in product.current_designs), "–")

    @display(description="Product ID", ordering="id")
    def number(self, product: Product) -> str:
        return str(product.pk)

    @display(description="Blank", ordering="base__name")
    def made_on(self, product: Product) -> str:
        page = reverse("admin:catalogue_product_change", args=[product.base_id])
        return format_html('<a href="{}">{}</a>', page, product.base.name if product.base else "")

    @display(description="State", ordering="virtual_state", label=_STATES)
    def state(self, product: Product) -> tuple[str, str]:
        return product.virtual_state, product.get_virtual_state_display()

    @display(description="State")
    def state_in_words(self, product: Product) -> str:
        return product.get_virtual_state_display()

    @display(description="Price")
    def own_price(self, product: Product) -> str:
        return "The blank's" if product.price is None else f"{product.price:.2f} {product.currency_code}"

    @display(description="On offer")
    def on_offer(self, product: Product) -> str:
        """The options, by the blank's aspects; of one that names none all are on offer."""
        options = AspectOption.objects.filter(pk__in=product.offered_options).select_related("aspect")
        names = defaultdict(list)
        for option in options.order_by("aspect__position", "position"):
            names[option.aspect.name].append(option.name)
        return "; ".join(f"{aspect}: {', '.join(chosen)}" for aspect, chosen in names.items()) or "All of the blank's"

    @display(description="Artwork lies")
    def placed(self, product: Any) -> str:
        placement: dict[str, Any] = next((design.placement for design in product.current_designs), {})
        if not placement:
            return "–"
        return (
            f"{placement['area'] or 'First print area'}, {placement['fit']}, {100 * placement['scale']:g} %,"
            f" turned by {placement['rotation']:g}°, moved by {100 * placement['offset_x']:g} % and"
            f" {100 * placement['offset_y']:g} % of the area"
        )

    @display(description="Preflight")
    def verdicts(self, product: Any) -> str:
        found: list[dict[str, Any]] = next((design.preflight for design in product.current_designs), [])
        return render_to_string("designs/admin/verdicts.html", {"verdicts": found})

    @display(description="Listed in")
    def listed_in(self, product: Product) -> str:
        return ", ".join(map(str, product.categories.all())) or "–"

    @display(description="Ordered by itself as")
    def design_refs(self, product: Any) -> str:
        return ", ".join(design.ref for design in product.current_designs) or "–"

    @admin.action(description="Approve", permissions=["change"])
    def approve_selected(self, request: HttpRequest, products: QuerySet[VirtualProduct]) -> None:
        _report(request, _by_owner(products.filter(virtual_state=VirtualState.PENDING), _approve), "put on sale")

    @admin.action(description="Remove from sale", permissions=["change"])
    def remove_selected(self, request: HttpRequest, products: QuerySet[VirtualProduct]) -> None:
        _report(request, _by_owner(products.exclude(virtual_state=VirtualState.REMOVED), _remove), "taken off sale")

    @action(
        description="Approve",
        url_path="approve",
        permissions=["change"],
        dialog=_question("Approve this product", "It goes on sale at once.", "Approve"),
    )
    def approve_this(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        self.approve_selected(request, VirtualProduct.objects.filter(pk=object_id))
        return _to("admin:virtual_products_virtualproduct_change", object_id)

    @action(
        description="Remove from sale",
        url_path="remove",
        permissions=["change"],
        dialog=_question("Remove this product from sale", "It is gone for good.", "Remove from sale"),
    )
    def remove_this(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        self.remove_selected(request, VirtualProduct.objects.filter(pk=object_id))
        return _to("admin:virtual_products_virtualproduct_change", object_id)

    @action(
        description="Draw its pictures again",
        url_path="draw-again",
        permissions=["change"],
        dialog=_question("Draw its pictures again", "Those that are there stay until then.", "Draw again"),
    )
    def draw_again(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        for design in VirtualDesign.objects.filter(virtual=int(object_id), is_current=True):
            services.draw_again(design)
        messages.success(request, "They are drawn as soon as a worker is free.")
        return _to("admin:virtual_products_virtualproduct_change", object_id)

    @action(description="Try it in the designer", url_path="designer", permissions=["view"])
    def open_designer(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        product = VirtualProduct.objects.get(pk=object_id)
        page = reverse("smartlink", kwargs={"app": "acp3_2", "locale": "en_GB", "config": "default"})
        return HttpResponseRedirect(f"{page}#p={product.pk}&guid={product.owner_id}")


@admin.register(CreationTask)
class CreationTaskAdmin(_WrittenByServices):
    list_display = ["asked_for", "company", "requested_by", "state_name", "progress", "created_at", "finished_at"]
    list_filter = ["state", ("company", admin.RelatedOnlyFieldListFilter), ("created_at", RangeDateTimeFilter)]
    list_filter_submit = True
    list_select_related = ["company", "category"]
    search_fields = ["id", "company__name", "requested_by"]
    date_hierarchy = "created_at"
    actions_detail = ["try_again"]
    fieldsets = [
        (None, {"fields": ["state_in_words", "progress", "company", "requested_by", "created_at", "finished_at"]}),
        ("Where they go", {"fields": ["category", "pending_category"]}),
        ("What could not be made", {"fields": ["failed_lines"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CreationTask]:
        tasks: QuerySet[CreationTask] = super().get_queryset(request)
        return tasks.annotate(
            asked=Count("lines"),
            made=Count("lines", filter=Q(lines__product__isnull=False)),
            pictured=Count("lines", filter=Q(lines__has_snapshots=True)),
            failed=Count("lines", filter=Q(lines__error__isnull=False)),
        )

    @display(description="Products")
    def asked_for(self, task: Any) -> str:
        return f"{task.asked:,} for {task.category.name if task.category else 'a category that is gone'}"

    @display(description="State", ordering="state", label=_TASK_STATES)
    def state_name(self, task: CreationTask) -> tuple[str, str]:
        return task.state, task.get_state_display()

    @display(description="State")
    def state_in_words(self, task: CreationTask) -> str:
        return task.get_state_display()

    @display(description="So far")
    def progress(self, task: Any) -> str:
        so_far = f"{task.made:,} made, {task.pictured:,} with pictures"
        return f"{so_far}, {task.failed:,} with a problem" if task.failed else so_far

    @display(description="Lines")
    def failed_lines(self, task: CreationTask) -> SafeString | str:
        failed = task.lines.filter(error__isnull=False).select_related("product")
        lines = failed.order_by("position")[: _LINES_SHOWN + 1]
        shown = list(lines)[:_LINES_SHOWN]
        blanks = Product.objects.in_bulk([line.draft["blank"] for line in shown])
        return render_to_string(
            "virtual_products/admin/failed_lines.html",
            {
                "lines": [(line, blanks.get(line.draft["blank"])) for line in shown],
                "is_cut": len(lines) > _LINES_SHOWN,
                "most": _LINES_SHOWN,
            },
        )

    @action(
        description="Try again what could not be made",
        url_path="try-again",
        permissions=["change"],
        dialog=_question("Try again what could not be made", "What was made stays as it is.", "Try again"),
    )
    def try_again(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        before = CreationTask.objects.get(pk=object_id)
        after = services.run_again(task=before)
        if before.state == after.state:
            messages.info(request, "There is nothing to try again, or it is still at work.")
        else:
            messages.success(request, "It is tried again as soon as a worker is free. What was made stays as it is.")
        return _to("admin:virtual_products_creationtask_change", object_id)


def _to(page: str, number: str) -> HttpResponse:
    """An answer to a dialog that leads on to a page."""
    return HttpResponse(headers={"HX-Redirect": reverse(page, args=[number])})


def _drawing_in_words(design: VirtualDesign) -> str:
    """How it stands with the large picture, and why it is not there."""
    if len(design.snapshots) > 1:
        return "Drawn"
    nights, reason = design.large_snapshot_nights, design.large_snapshot_refusal
    if not nights and not reason:
        return "Not drawn yet"
    why = reason or "The work was broken off each time"
    if nights < MOST_NIGHTS:
        return f"Not drawn, tried again at night: {why}"
    return f"Given up after {nights} nights: {why}"


def _snapshot(product: Any, name: str, *, side: int) -> SafeString | str:
    pictures = (picture for design in product.current_designs for picture in design.snapshots)
    key = next((picture["key"] for picture in pictures if picture["name"] == name), "")
    return thumbnail(key, side=side, description=product.name)


def _by_owner(
    products: QuerySet[VirtualProduct], change: Callable[[Company, Collection[Product]], object]
) -> tuple[int, str]:
    """Change each company's products; how many, and what kept others from it."""
    owned: defaultdict[Company, list[Product]] = defaultdict(list)
    for product in products.select_related("owner"):
        if product.owner is not None:
            owned[product.owner].append(product)
    changed, problem = 0, ""
    for company, some in owned.items():
        try:
            change(company, some)
        except MonogramError as error:
            problem = error.text
        else:
            changed += len(some)
    return changed, problem


def _approve(company: Company, products: Collection[Product]) -> object:
    return services.approve(company=company, products=products)


def _remove(company: Company, products: Collection[Product]) -> object:
    return services.remove(company=company, products=products)


def _report(request: HttpRequest, outcome: tuple[int, str], done: str) -> None:
    changed, problem = outcome
    if problem:
        messages.error(request, problem)
    if changed:
        messages.success(request, f"{changed} product{'' if changed == 1 else 's'} {done}.")
    elif not problem:
        messages.info(request, "None of these has to be changed.")
