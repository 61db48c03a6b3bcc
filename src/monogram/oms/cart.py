"""Add to cart: a shopper's design becomes a print job with pictures, and the cart item that the shop is told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from monogram.artwork.services import render_design_thumbnails
from monogram.catalogue.models import Aspect, AspectOption, Product
from monogram.catalogue.queries import offer_for
from monogram.companies.models import Company
from monogram.designs import services as designs
from monogram.designs.choices import checked_quantity
from monogram.designs.models import PrintJob, SavedDesign
from monogram.files import services as files


def put_in_cart(
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
    """Check a design, keep it as a print job with thumbnails, and give its cart item (`contract.md §8`).

    Pictures are drawn before anything is written, so that a design that cannot be drawn leaves nothing behind and no
    writer waits for the drawing. The same `request_key` again gives the same item. Of a virtual product, `document`
    None is its artwork alone. Raises ProductNotFoundError and what `designs.services.create_print_job` raises.
    """
    offer = offer_for(company, product_id)
    design = designs.validate_design(
        company=company,
        product=offer.product,
        document=document,
        options=options,
        print_size=print_size,
        attributes=attributes,
        virtual=offer.virtual,
    )
    pieces = checked_quantity(offer.product, quantity)
    print_job = designs.print_job_of_request(company=company, design=design, request_key=request_key)
    if print_job is None:
        print_job = designs.keep_print_job(
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
    return cart_item(print_job, product=offer.product)


def cart_item(print_job: PrintJob | SavedDesign, *, product: Product) -> dict[str, Any]:
    """What `ADD_TO_CART_CALLBACK` carries for a print job, and the save callback for a saved design (`contract.md §8`).

    `product` is the design's, out of `catalogue.queries.full_product_for`.
    """
    thumbnails = [
        {
            "name": thumbnail["name"],
            "url": files.public_url(thumbnail["key"]),
            "description": thumbnail["description"],
        }
        for thumbnail in print_job.thumbnails
    ]
    return {
        "id": print_job.pk,
        "ref": print_job.ref,
        "sku": print_job.sku,
        "quantity": print_job.quantity,
        "thumbnails": thumbnails,
        "variant": _variant(product, print_job),
        "extra": {
            "state": {
                "product_id": print_job.virtual_id or product.pk,
                "aspects": print_job.options,
                "print_size": _print_size(print_job),
                "attributes": print_job.attributes,
                "text_areas": _filled_text_areas(product, print_job.document),
                "thumbnails": thumbnails,
            }
        },
    }


def _variant(product: Product, print_job: PrintJob | SavedDesign) -> dict[str, str]:
    """The choices in words. Clients look for these names even where a product has no such choice."""
    said = {answer["attribute_id"]: answer["value"] for answer in print_job.attributes}
    options = [_option(aspect, print_job.options).name for aspect in product.aspects.all()] or [""]
    attributes = [said.get(attribute.pk, "") for attribute in product.attributes.all()] or [""]
    return {
        **{f"aspect_option_{number}_name": name for number, name in enumerate(options, start=1)},
        "print_size_description": print_job.print_size["name"] if print_job.print_size else "",
        **{f"attribute_{number}_name": value for number, value in enumerate(attributes, start=1)},
    }


def _print_size(print_job: PrintJob | SavedDesign) -> dict[str, Any] | None:
    size = print_job.print_size
    return {"id": size["id"], "name": size["name"]} if size else None


def _option(aspect: Aspect, options: Sequence[Mapping[str, int]]) -> AspectOption:
    chosen = {option["option_id"] for option in options}
    return next((option for option in aspect.options.all() if option.pk in chosen), AspectOption(name=""))


def _filled_text_areas(product: Product, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The product's text areas with what the shopper wrote in them, in the product's order."""
    written = {
        (area["name"], layer["text_area"]): layer["text"]
        for area in document["areas"]
        for layer in _layers(area["layers"])
        if layer["type"] == "text" and layer["text_area"]
    }
    return [
        {"id": text_area.pk, "name": text_area.name, "text": written.get((area.name, text_area.name), "")}
        for area in product.print_areas.all()
        for text_area in area.text_areas.all()
    ]


def _layers(layers: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for layer in layers:
        yield layer
        yield from _layers(layer.get("layers", ()))
