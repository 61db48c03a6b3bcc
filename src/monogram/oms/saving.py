"""Save a design: it is put aside with pictures, to be gone on with another day."""

from __future__ import annotations

from typing import Any

from monogram.artwork.services import render_design_thumbnails
from monogram.catalogue.queries import offer_for
from monogram.companies.models import Company
from monogram.designs import services as designs
from monogram.designs.choices import checked_quantity
from monogram.oms.cart import cart_item


def save_design(
    *,
    company: Company,
    product_id: int,
    document: object,
    options: object,
    print_size: object = None,
    attributes: object = None,
    quantity: object = None,
    request_key: str = "",
) -> dict[str, Any]:
    """Check a design, put it aside with thumbnails, and give what the shop is told of it (`contract.md §8`, `save`).

    It need not be finished: nothing that preflight says keeps it from being saved. As with a cart, pictures are drawn
    before anything is written, and the same `request_key` again gives the same saved design. Raises
    ProductNotFoundError, what `designs.services.check_design` raises, QuantityError and RequestKeyReusedError.
    """
    offer = offer_for(company, product_id)
    design = designs.check_design(
        company=company,
        product=offer.product,
        document=document,
        options=options,
        print_size=print_size,
        attributes=attributes,
        virtual=offer.virtual,
    )
    pieces = checked_quantity(offer.product, quantity)
    saved = designs.saved_design_of_request(company=company, design=design, request_key=request_key)
    if saved is None:
        saved = designs.keep_saved_design(
            company=company,
            product=offer.product,
            design=design,
            quantity=pieces,
            request_key=request_key,
            thumbnails=render_design_thumbnails(
                product=offer.product,
                document=design.document,
                options=design.options,
                print_size=design.print_size,
            ),
        )
    return {**cart_item(saved, product=offer.product), "product_id": offer.sold.pk}
