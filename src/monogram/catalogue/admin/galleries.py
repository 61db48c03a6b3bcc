"""Galleries in the back office: pictures are added many at once, and put in order on the gallery's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from monogram.catalogue.admin.pictures import thumbnail
from monogram.catalogue.galleries import add_to_gallery
from monogram.catalogue.models import Gallery, GalleryItem
from monogram.images.errors import ImageRefusedError

MOST_AT_ONCE = 60
"""Files in one go: each takes the door up to a second."""


class SeveralFilesWidget(forms.ClearableFileInput):
    """A file field in which several files are chosen."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of files, which may be empty."""

    widget = SeveralFilesWidget

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(SeveralFilesField, self).clean(file, initial) for file in given if file]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(f"Choose at most {MOST_AT_ONCE} files at once; these are {len(files)}.")
        return files


class GalleryForm(forms.ModelForm):
    """With a field for new pictures. They belong to the gallery's owner, so that this one does not change any more."""

    new_pictures = SeveralFilesField(
        required=False,
        label="Add pictures",
        help_text="Choose several at once: SVG or PDF for clipart, JPEG, PNG, WebP or HEIC for photos. "
        "Each is called by its file's name; change the names below.",
    )
    new_category = forms.CharField(
        required=False,
        max_length=60,
        label="Category of the new pictures",
        widget=UnfoldAdminTextInputWidget,
        help_text="Such as Birthday or Animals.",
    )
    new_tags = forms.CharField(
        required=False,
        max_length=400,
        label="Tags of the new pictures",
        widget=UnfoldAdminTextInputWidget,
        help_text="Words by which they are found besides.",
    )

    class Meta:
        model = Gallery
        fields = ["name", "owner", "kind", "is_on_all_products", "products", "position"]


class GalleryItemInline(TabularInline):
    model = GalleryItem
    extra = 0
    fields = ["picture", "name", "category", "tags", "position", "form_of_it"]
    readonly_fields = ["picture", "form_of_it"]
    ordering_field = "position"
    per_page = 100
    tab = True
    verbose_name_plural = "Pictures"

    def get_queryset(self, request: HttpRequest) -> QuerySet[GalleryItem]:
        items: QuerySet[GalleryItem] = super().get_queryset(request)
        return items.select_related("image")

    @display(description="Picture")
    def picture(self, item: GalleryItem) -> str:
        return thumbnail(item.thumbnail, side=56, description=item.name)

    @display(description="In a design")
    def form_of_it(self, item: GalleryItem) -> str:
        return "Clipart, sharp at any size" if item.image.drawing else f"{item.image.width} × {item.image.height} px"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """New ones come as files, above."""
        return False


@admin.register(Gallery)
class GalleryAdmin(ModelAdmin):
    form = GalleryForm
    list_display = ["first_picture", "name", "number", "kind", "owner", "offered", "item_count", "position"]
    list_display_links = ["first_picture", "name"]
    list_editable = ["position"]
    list_filter = ["kind", "is_on_all_products", "owner"]
    search_fields = ["name", "=id", "items__name", "items__tags"]
    search_help_text = "Name or gallery ID, or what is in it"
    autocomplete_fields = ["owner", "products"]
    list_select_related = ["owner"]
    inlines = [GalleryItemInline]
    fieldsets = [
        (None, {"fields": ["name", ("kind", "position"), "owner"]}),
        ("Where it is offered", {"fields": ["is_on_all_products", "products"]}),
        ("New pictures", {"fields": ["new_pictures", ("new_category", "new_tags")]}),
    ]
    compressed_fields = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Gallery]:
        galleries: QuerySet[Gallery] = super().get_queryset(request)
        return galleries.annotate(number_of_items=Count("items", distinct=True)).prefetch_related("products")

    def get_readonly_fields(self, request: HttpRequest, obj: Gallery | None = None) -> list[str]:
        """Pictures belong to the gallery's owner and are in designs: it goes to nobody else."""
        return ["owner"] if obj else []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Take the new pictures in; one that is refused keeps none of the others out."""
        super().save_related(request, form, formsets, change)
        added = 0
        for file in form.cleaned_data.get("new_pictures") or ():
            try:
                add_to_gallery(
                    gallery=form.instance,
                    file_name=file.name or "",
                    content=file.read(),
                    category=form.cleaned_data["new_category"],
                    tags=form.cleaned_data["new_tags"],
                )
                added += 1
            except ImageRefusedError as error:
                messages.error(request, f"“{file.name}” was not added: {error.text}")
        if added:
            messages.success(request, "1 picture added." if added == 1 else f"{added} pictures added.")

    @display(description="Pictures")
    def first_picture(self, gallery: Gallery) -> str:
        first = gallery.items.first()
        return thumbnail(first.thumbnail if first else "", description=gallery.name)

    @display(description="Gallery ID", ordering="id")
    def number(self, gallery: Gallery) -> str:
        return str(gallery.pk)

    @display(description="Offered on")
    def offered(self, gallery: Gallery) -> str:
        if gallery.is_on_all_products:
            return "All products"
        count = len(gallery.products.all())
        return {0: "No product", 1: "1 product"}.get(count, f"{count} products")

    @display(description="How many", ordering="number_of_items")
    def item_count(self, gallery: Any) -> int:
        count: int = gallery.number_of_items
        return count
