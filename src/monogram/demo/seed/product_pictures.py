"""Photos, masks, print areas' places and 3D models of the demo products."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Model

from monogram.catalogue.models import PrintArea, Product, ProductModel, View
from monogram.catalogue.services import keep_file, save_view_pictures
from monogram.demo.seed.manifest import AreaPicture, ModelFile, ProductPictures, ViewPicture


def hang_pictures(product: Product, pictures: ProductPictures) -> None:
    """Give a product its views, areas and model; what is already as shipped is left untouched."""
    place = 0
    for position, picture in enumerate(pictures.views):
        view = _hang_view(product, picture, position)
        for area in picture.areas:
            _place_area(product, view, area, place)
            place += 1
    if pictures.model:
        _set_model(product, pictures.model)


def _hang_view(product: Product, picture: ViewPicture, position: int) -> View:
    view = View.objects.filter(product=product, name=picture.name).first()
    view = view or View(product=product, name=picture.name, position=position)
    changes = [
        _point(view, "photo", picture.photo),
        _point(view, "tint_mask", picture.tint_mask),
        _point(view, "shading_map", picture.shading_map),
        _point(view, "displacement_map", picture.displacement_map),
    ]
    if any(changes) or (view.shading_map and not view.shade_copy):
        save_view_pictures(view=view)
    return view


def _place_area(product: Product, view: View, picture: AreaPicture, position: int) -> None:
    area = PrintArea.objects.filter(product=product, name=picture.name).first()
    is_new = area is None
    area = area or PrintArea(product=product, name=picture.name, position=position)
    area.view = view if is_new else area.view
    is_new_mask = _point(area, "mask", picture.mask)
    frame = (area.width, area.height, area.quad)
    area.width, area.height, area.quad = picture.width, picture.height, picture.quad
    if is_new or is_new_mask or frame != (picture.width, picture.height, picture.quad):
        area.save()


def _set_model(product: Product, picture: ModelFile) -> None:
    model = ProductModel.objects.filter(product=product).first()
    model = model or ProductModel(product=product, print_area=product.print_areas.all()[0])
    if _point(model, "file", picture.file) or model.print_mesh != picture.print_mesh:
        model.print_mesh = picture.print_mesh
        model.save()


def _point(row: Model, field: str, file: Path | None) -> bool:
    """Let a file field name the stored copy of a shipped file. True if it named another one before."""
    key = keep_file(file, folder="products") if file else ""
    if (getattr(row, field).name or "") == key:
        return False
    setattr(row, field, key)
    return True
