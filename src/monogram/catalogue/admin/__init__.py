"""The catalogue in the back office: a product with its views, print areas, choices and SKUs on one page."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import ForeignKey, ManyToManyField, Prefetch, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.decorators import action, display
from unfold.widgets import SELECT_CLASSES

from monogram.catalogue.admin.configurations import AppConfigurationAdmin
from monogram.catalogue.admin.forms import (
    FontForm,
    PressProfileForm,
    PrintAreaForm,
    ProductModelForm,
    ViewForm,
)
from monogram.catalogue.admin.galleries import GalleryAdmin
from monogram.catalogue.admin.pictures import thumbnail, view_with_areas
from monogram.catalogue.admin.preflight import rules_table
from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    AttributeOption,
    Category,
    CategoryMember,
    Font,
    ImageArea,
    PressProfile,
    PrintArea,
    PrintSize,
    Product,
    ProductAttribute,
    ProductModel,
    TextArea,
    Variant,
    View,
)
from monogram.catalogue.services import create_missing_variants, save_font_file, save_view_pictures
from monogram.common.counts import count_of
from monogram.companies.models import Company, CompanyType

__all__ = ["AppConfigurationAdmin", "GalleryAdmin"]


class _OfThisProduct:
    """Offers only rows that belong to the product whose page is open."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        product_id = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
        if model := {"view": View, "print_area": PrintArea}.get(db_field.name):
            kwargs["queryset"] = model._default_manager.filter(product=product_id)
        field: ModelChoiceField | None = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # mixed into unfold's inlines
        return field


class ViewInline(StackedInline):
    model = View
    form = ViewForm
    extra = 0
    fields = [
        ("picture", "name", "position"),
        ("photo", "tint_mask"),
        ("shading_map", "displacement_map", "displacement"),
    ]
    readonly_fields = ["picture"]
    ordering_field = "position"
    tab = True

    @display(description="Photo")
    def picture(self, view: View) -> str:
        return thumbnail(view.photo_copy, side=96, description=view.name)


class TextAreaInline(StackedInline):
    model = TextArea
    extra = 0
    fields = [
        ("name", "position", "is_required"),
        ("x", "y", "width", "height"),
        ("default_text", "max_length"),
        ("font", "size", "colour", "align"),
        ("may_restyle", "may_move"),
    ]


class ImageAreaInline(StackedInline):
    model = ImageArea
    extra = 0
    fields = [("name", "position", "is_required"), ("x", "y", "width", "height"), "may_move"]


class PrintAreaInline(_OfThisProduct, StackedInline):
    model = PrintArea
    form = PrintAreaForm
    extra = 0
    fields = [
        ("name", "position", "is_required"),
        ("width", "height", "dpi"),
        ("bleed", "safe_margin", "mask"),
        ("process", "max_colours", "min_line", "inks"),
        ("output_format", "press_profile", "converts_to_cmyk", "has_marks", "underbase_choke"),
        ("view", "quad"),
        "place",
    ]
    readonly_fields = ["place"]
    inlines = [TextAreaInline, ImageAreaInline]
    tab = True

    @display(description="Where it lies")
    def place(self, area: PrintArea) -> str:
        return view_with_areas(area.view, [area])


class PrintSizeInline(_OfThisProduct, StackedInline):
    """They stand for their print area's own measures, which are one of them only if it is listed."""

    model = PrintSize
    extra = 0
    fields = [("name", "print_area", "position"), ("width", "height", "price"), "quad", "place"]
    readonly_fields = ["place"]
    tab = True

    @display(description="Where it lies")
    def place(self, size: PrintSize) -> str:
        area = copy(size.print_area)
        area.name, area.width, area.height = size.name, size.width, size.height
        area.quad = size.quad or area.quad
        return view_with_areas(area.view, [area], width=280)


class AttributeOptionInline(TabularInline):
    model = AttributeOption
    extra = 0
    fields = ["name", "price", "is_default", "position"]


class ProductAttributeInline(StackedInline):
    model = ProductAttribute
    extra = 0
    fields = [("name", "position", "is_required"), ("kind", "default_text", "max_length")]
    inlines = [AttributeOptionInline]
    tab = True


class AspectOptionInline(TabularInline):
    model = AspectOption
    extra = 0
    fields = ["name", "code", "colour", "position"]


class AspectInline(StackedInline):
    model = Aspect
    extra = 0
    fields = [("name", "position")]
    inlines = [AspectOptionInline]
    tab = True


class VariantInline(TabularInline):
    """Variants come from the button above: one for each combination of options."""

    model = Variant
    extra = 0
    fields = ["chosen", "sku", "supplier_sku"]
    readonly_fields = ["chosen"]
    per_page = 100
    tab = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        options = Prefetch("options", AspectOption.objects.order_by("aspect__position"))
        variants: QuerySet[Variant] = super().get_queryset(request).prefetch_related(options)
        return variants

    @display(description="Options")
    def chosen(self, variant: Variant) -> str:
        return ", ".join(option.name for option in variant.options.all())

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ProductModelInline(_OfThisProduct, StackedInline):
    model = ProductModel
    form = ProductModelForm
    tab = True


@admin.register(Product)
class ProductAdmin(ModelAdmin):
    """What is made. Virtual products have a list of their own."""

    list_display = ["picture", "name", "number", "sku", "kind", "owner", "supplier", "variant_count", "is_active"]
    list_display_links = ["picture", "name"]
    list_filter = ["kind", "is_active", "is_template", "supplier", "owner", "categories"]
    search_fields = ["name", "=id", "sku", "supplier_sku", "variants__sku", "variants__supplier_sku"]
    search_help_text = "Name, product ID or any SKU"
    autocomplete_fields = ["owner", "supplier", "fonts"]
    readonly_fields = ["overview", "rules_in_force"]
    inlines = [
        ViewInline,
        PrintAreaInline,
        PrintSizeInline,
        AspectInline,
        VariantInline,
        ProductAttributeInline,
        ProductModelInline,
    ]
    actions_detail = ["make_variants", "open_designer"]
    # Labels above their fields: several fields stand in one row.
    compressed_fields = False
    list_select_related = ["owner", "supplier"]
    show_full_result_count = False
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "description", ("kind", "is_active"), "owner", "overview"],
                "description": "Save a new product with its views first; then place print areas on them.",
            },
        ),
        (
            "Selling and making",
            {
                "fields": [
                    ("sku", "price", "currency_code"),
                    ("min_quantity", "max_quantity", "quantity_step"),
                    ("supplier", "supplier_sku"),
                ]
            },
        ),
        (
            "Parcels and customs",
            {"fields": [("weight_g", "hs_code", "origin_country"), "customs_description"], "classes": ["collapse"]},
        ),
        ("Designing", {"fields": ["is_template", "fonts", "colours"]}),
        ("Preflight", {"fields": ["preflight", "rules_in_force"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        products: QuerySet[Product] = super().get_queryset(request).filter(base__isnull=True)
        return products.prefetch_related("views").annotate(
            number_of_variants=count_of(Variant.objects.all(), "product")
        )

    @display(description="Photo")
    def picture(self, product: Product) -> str:
        views = product.views.all()
        return thumbnail(views[0].photo_copy if views else "", description=product.name)

    @display(description="Product ID", ordering="id")
    def number(self, product: Product) -> str:
        return str(product.pk)

    @display(description="Variants", ordering="number_of_variants")
    def variant_count(self, product: Any) -> int:
        count: int = product.number_of_variants
        return count

    @display(description="Print areas")
    def overview(self, product: Product) -> str:
        """The first view with all the areas that lie on it."""
        view = product.views.first() if product.pk else None
        return view_with_areas(view, view.print_areas.all() if view else [])

    @display(description="What is looked for in designs")
    def rules_in_force(self, product: Product) -> str:
        return rules_table(product.preflight)

    @action(description="Make a variant for every combination", url_path="make-variants", permissions=["change"])
    def make_variants(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        made = create_missing_variants(product=Product.objects.get(pk=object_id))
        text = f"{len(made)} variants made." if made else "Every combination of options has its variant already."
        messages.success(request, text)
        return HttpResponseRedirect(reverse("admin:catalogue_product_change", args=[object_id]))

    @action(description="Try it in the designer", url_path="designer", permissions=["view"])
    def open_designer(self, request: HttpRequest, object_id: str) -> HttpResponseRedirect:
        """As a shopper of the product's owner sees it, or of the first retailer's for a product of no one."""
        product = Product.objects.select_related("owner").get(pk=object_id)
        company = product.owner or Company.objects.filter(is_active=True).exclude(type=CompanyType.SUPPLIER).first()
        if company is None:
            messages.error(request, "The designer opens for a retailer. Add a company that may order first.")
            return HttpResponseRedirect(reverse("admin:catalogue_product_change", args=[object_id]))
        page = reverse("smartlink", kwargs={"app": "acp3_2", "locale": "en_GB", "config": "default"})
        return HttpResponseRedirect(f"{page}#p={product.pk}&guid={company.pk}")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Browsers get copies of photos and masks: make them with the view."""
        super().save_formset(request, form, formset, change)
        if formset.model is View:
            for view in [*formset.new_objects, *(changed for changed, _ in formset.changed_objects)]:
                save_view_pictures(view=view)


@admin.register(Font)
class FontAdmin(ModelAdmin):
    form = FontForm
    list_display = ["family", "style", "id", "is_fallback", "position"]
    list_editable = ["position"]
    list_filter = ["is_fallback"]
    search_fields = ["family", "style", "id"]

    def get_readonly_fields(self, request: HttpRequest, obj: Font | None = None) -> list[str]:
        """Designs name a font by its id, so that may not change."""
        return ["id"] if obj else []

    def save_model(self, request: HttpRequest, obj: Font, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        save_font_file(font=obj)


@admin.register(PressProfile)
class PressProfileAdmin(ModelAdmin):
    form = PressProfileForm
    list_display = ["name", "condition", "description"]
    search_fields = ["name", "condition", "description"]
    readonly_fields = ["description"]


@admin.register(Category)
class CategoryAdmin(ModelAdmin):
    """Virtual products come and go by the thousand by themselves: they are not listed here, and stay where they are."""

    list_display = ["name", "number", "owner", "product_count"]
    list_filter = ["owner"]
    search_fields = ["name", "=id"]
    autocomplete_fields = ["owner", "products"]
    list_select_related = ["owner"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        categories: QuerySet[Category] = super().get_queryset(request)
        return categories.annotate(number_of_products=count_of(CategoryMember.objects.all(), "category"))

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        """The products. Django offers no field where a model of our own joins the two; what that one has besides, it
        fills in by itself."""
        widget = AutocompleteSelectMultiple(db_field, self.admin_site, attrs={"class": " ".join(SELECT_CLASSES)})
        return ModelMultipleChoiceField(Product.objects.filter(base__isnull=True), required=False, widget=widget)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        virtuals = form.instance.products.filter(base__isnull=False).values_list("pk", flat=True)
        form.cleaned_data["products"] = [*(product.pk for product in form.cleaned_data["products"]), *virtuals]
        super().save_related(request, form, formsets, change)

    @display(description="Category ID", ordering="id")
    def number(self, category: Category) -> str:
        return str(category.pk)

    @display(description="Products", ordering="number_of_products")
    def product_count(self, category: Any) -> int:
        count: int = category.number_of_products
        return count
