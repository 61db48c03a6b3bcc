"""The demo products with everything that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from monogram.catalogue.models import (
    Aspect,
    AspectOption,
    AttributeKind,
    AttributeOption,
    Category,
    Font,
    ImageArea,
    PrintArea,
    PrintSize,
    Product,
    ProductAttribute,
    ProductKind,
    TextArea,
)
from monogram.catalogue.services import create_missing_variants
from monogram.demo import world
from monogram.demo.seed.errors import DemoAssetsMissingError
from monogram.demo.seed.manifest import Manifest, ProductPictures
from monogram.demo.seed.product_facts import MADE_BEFORE, PRODUCTS, AreaFacts, ProductFacts
from monogram.demo.seed.product_pictures import hang_pictures


def seed(manifest: Manifest) -> None:
    """Make the products that are not there yet; give all of them the pictures that the package ships."""
    new: list[Product] = []
    for product_id, facts in PRODUCTS.items():
        pictures = manifest.get(facts.pictured_as or product_id)
        if pictures is None:
            raise DemoAssetsMissingError(f"The manifest of the demo products lacks product {product_id} ({facts.sku}).")
        product = Product.objects.filter(pk=product_id).first()
        is_new = product is None
        if product is None:
            product = _create_product(product_id, facts, pictures)
        _move_to_present_maker(product, facts)
        hang_pictures(product, pictures)
        if is_new:
            _set_up_areas(product, facts)
            _offer_choices(product, facts)
            new.append(product)
    _seed_categories(new)


def _create_product(product_id: int, facts: ProductFacts, pictures: ProductPictures) -> Product:
    product = Product.objects.create(
        pk=product_id,
        name=facts.name or pictures.name,
        description=facts.description or pictures.description,
        kind=facts.kind,
        sku=facts.sku,
        supplier_id=facts.supplier_id,
        supplier_sku=facts.supplier_sku,
        price=facts.price,
        colours=list(facts.colours),
        min_quantity=facts.min_quantity,
        quantity_step=facts.quantity_step,
        is_template=facts.is_template,
    )
    product.fonts.set(Font.objects.filter(pk__in=facts.fonts))
    colours = [AspectOption(name=option.name, code=option.code, colour=option.colour) for option in pictures.colours]
    sizes = [AspectOption(name=size, code=size) for size in facts.sizes]
    for position, (name, options) in enumerate([("Colour", colours), ("Size", sizes)]):
        _create_aspect(product, name, position, options)
    create_missing_variants(product=product)
    return product


def _move_to_present_maker(product: Product, facts: ProductFacts) -> None:
    """A product of an earlier demo world has the supplier that makes it today, unless somebody has chosen another."""
    if MADE_BEFORE.get(product.pk) == (product.supplier_id, product.supplier_sku):
        product.supplier_id, product.supplier_sku = facts.supplier_id, facts.supplier_sku
        product.save(update_fields=["supplier", "supplier_sku"])


def _create_aspect(product: Product, name: str, position: int, options: Sequence[AspectOption]) -> None:
    if not options:
        return
    aspect = Aspect.objects.create(product=product, name=name, position=position)
    for place, option in enumerate(options):
        option.aspect, option.position = aspect, place
        option.save()


def _set_up_areas(product: Product, facts: ProductFacts) -> None:
    for area in product.print_areas.all():
        area_facts = facts.areas.get(area.name, AreaFacts())
        area.bleed, area.safe_margin = area_facts.bleed, area_facts.safe_margin
        area.dpi, area.is_required, area.process = area_facts.dpi, area_facts.is_required, area_facts.process
        area.save()
        _create_text_areas(area, area_facts)
        _create_image_areas(area, area_facts)


def _create_text_areas(area: PrintArea, facts: AreaFacts) -> None:
    for position, text in enumerate(facts.text_fields):
        TextArea.objects.create(
            print_area=area,
            name=text.name,
            position=position,
            x=text.x * area.width,
            y=text.y * area.height,
            width=text.width * area.width,
            height=text.height * area.height,
            default_text=text.default_text,
            font_id=text.font,
            size=text.size,
            colour=area.product.colours[0],
            max_length=text.max_length,
            is_required=text.is_required,
            may_restyle=text.may_restyle,
            may_move=text.may_move,
        )


def _create_image_areas(area: PrintArea, facts: AreaFacts) -> None:
    for position, picture in enumerate(facts.image_fields):
        ImageArea.objects.create(
            print_area=area,
            name=picture.name,
            position=position,
            x=picture.x * area.width,
            y=picture.y * area.height,
            width=picture.width * area.width,
            height=picture.height * area.height,
            is_required=picture.is_required,
            may_move=False,
        )


def _offer_choices(product: Product, facts: ProductFacts) -> None:
    areas = {area.name: area for area in product.print_areas.all()}
    for position, size in enumerate(facts.print_sizes):
        PrintSize.objects.create(
            product=product,
            print_area=areas[size.area],
            name=size.name,
            position=position,
            width=size.width,
            height=size.height,
            price=size.price,
        )
    for position, asked in enumerate(facts.attributes):
        kind = AttributeKind.CHOICE if asked.options else AttributeKind.TEXT
        attribute = ProductAttribute.objects.create(
            product=product, name=asked.name, position=position, kind=kind, max_length=asked.max_length
        )
        for place, (name, price) in enumerate(asked.options.items()):
            AttributeOption.objects.create(
                attribute=attribute, name=name, position=place, is_default=place == 0, price=price
            )


def _seed_categories(new: Sequence[Product]) -> None:
    """Two lists of the retailer's: what it sells ready-made, and the blanks that designs are put on."""
    Category.objects.get_or_create(
        pk=world.APPROVED_CATEGORY_ID, defaults={"name": "Approved products", "owner_id": world.RETAILER_ID}
    )
    blanks, _ = Category.objects.get_or_create(
        pk=world.BLANKS_CATEGORY_ID, defaults={"name": "Blanks", "owner_id": world.RETAILER_ID}
    )
    blanks.products.add(*(product for product in new if product.kind == ProductKind.PERSONALISED))
