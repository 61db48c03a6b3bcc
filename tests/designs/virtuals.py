"""Virtual products as tests need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.catalogue.factories import make_font
from tests.designs.documents import text_layer

from monogram.catalogue.models import AspectOption, Category, Product, VirtualState
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.layout.document import document_hash, load, to_plain


def make_virtual(
    product: Product,
    *layers: Mapping[str, Any],
    owner: Company | None = None,
    offered: Sequence[str] = (),
    category: Category | None = None,
    **fields: Any,
) -> Product:
    """A virtual product `VP` on a product, with layers on its first print area, by default the word Tiger.

    `owner`: by default the product's own. `offered`: codes of the options on offer, by default all.
    """
    state = fields.pop("virtual_state", VirtualState.APPROVED)
    options = AspectOption.objects.filter(aspect__product=product, code__in=offered)
    virtual = Product.objects.create(
        **{
            "name": "Tiger",
            "sku": "VP",
            "owner": owner or product.owner,
            "kind": product.kind,
            "currency_code": product.currency_code,
            "base": product,
            "virtual_state": state,
            "offered_options": [option.pk for option in options],
            "is_active": state == VirtualState.APPROVED,
            **fields,
        }
    )
    make_artwork(virtual, *layers)
    if category:
        category.products.add(virtual)
    return virtual


def make_artwork(virtual: Product, *layers: Mapping[str, Any]) -> VirtualDesign:
    """Other artwork for a virtual product, which it bears from now on: by default the word Tiger."""
    base = virtual.base
    assert base is not None
    assert virtual.owner is not None, "Artwork belongs to a company: give an owner."
    VirtualDesign.objects.filter(virtual=virtual).update(is_current=False)
    area = base.print_areas.all()[0]
    make_font()
    artwork = list(layers or [text_layer("Tiger", id="artwork")])
    document = load(
        {
            "version": 2,
            "product_id": base.pk,
            "areas": [{"name": area.name, "width": area.width, "height": area.height, "layers": artwork}],
        }
    )
    return VirtualDesign.objects.create(
        company=virtual.owner,
        product=base,
        virtual=virtual,
        document=to_plain(document),
        document_hash=document_hash(document),
        sku=virtual.sku,
    )
