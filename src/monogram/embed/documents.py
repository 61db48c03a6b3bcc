"""Pictures and designs as the designer gets them (JSON)."""

from __future__ import annotations

from typing import Any

from monogram.catalogue.documents import font_document
from monogram.catalogue.galleries import ListedGallery
from monogram.catalogue.models import GalleryItem
from monogram.catalogue.queries import designer_product_of, fallback_fonts, fonts_by_id, fonts_of, offer_for
from monogram.catalogue.schemas import FontDocument
from monogram.companies.models import Company
from monogram.designs.models import Design, PrintJob, Sample, SavedDesign, VirtualDesign
from monogram.designs.queries import artwork_of, images_of
from monogram.files import services as files
from monogram.images.models import Image
from monogram.layout import fonts_used
from monogram.layout.document import load, to_plain


def image_document(image: Image) -> dict[str, Any]:
    """A picture: its size upright in pixels, the working copy that the browser draws, and its drawing if it has one."""
    return {
        "id": image.pk,
        "width": image.width,
        "height": image.height,
        "has_alpha": image.has_alpha,
        "working": {
            "url": files.public_url(image.working_copy),
            "width": image.working_width,
            "height": image.working_height,
        },
        "drawing": files.public_url(image.drawing) if image.drawing else None,
        "file_name": image.file_name,
    }


def gallery_document(listed: ListedGallery) -> dict[str, Any]:
    """A gallery to choose from."""
    gallery = listed.gallery
    return {
        "id": gallery.pk,
        "name": gallery.name,
        "kind": gallery.kind,
        "categories": listed.categories,
        "count": listed.count,
    }


def gallery_item_document(item: GalleryItem) -> dict[str, Any]:
    """A picture of a gallery, ready to be put on a product."""
    return {
        "id": item.pk,
        "name": item.name,
        "category": item.category,
        "thumbnail": {
            "url": files.public_url(item.thumbnail),
            "width": item.thumbnail_width,
            "height": item.thumbnail_height,
        },
        "image": image_document(item.image),
    }


def product_document(company: Company | None, product_id: int) -> dict[str, Any]:
    """A product as the designer gets it; `design` is the artwork of a virtual product, which its designs begin with.

    Raises ProductNotFoundError.
    """
    offer = offer_for(company, product_id)
    design = artwork_of(offer.virtual) if offer.virtual else None
    return {**designer_product_of(company, offer), "design": _artwork_document(design) if design else None}


def _artwork_document(design: VirtualDesign) -> dict[str, Any]:
    return {
        "ref": design.ref,
        "document": to_plain(load(design.document)),
        "images": {image.pk: image_document(image) for image in images_of(design)},
        "fonts": _fonts_gone_from_offer(design),
    }


def print_job_document(job: PrintJob | SavedDesign) -> dict[str, Any]:
    """A print job or a saved design, to go on designing from."""
    return {**_design_document(job), "quantity": job.quantity}


def sample_document(sample: Sample) -> dict[str, Any]:
    """A ready-made design."""
    return {**_design_document(sample), "id": sample.pk, "name": sample.name, "sku": sample.sku}


def _design_document(design: Design) -> dict[str, Any]:
    """`fonts`: what the design uses and its product does not offer any more, so that it opens as it was left."""
    return {
        "ref": design.ref,
        "product_id": getattr(design, "virtual_id", None) or design.product_id,
        "document": design.document,
        "options": design.options,
        "print_size": design.print_size["id"] if design.print_size else None,
        "attributes": [
            {"attribute_id": answer["attribute_id"], "value": answer["value"]} for answer in design.attributes
        ],
        "images": {image.pk: image_document(image) for image in images_of(design)},
        "fonts": _fonts_gone_from_offer(design),
    }


def _fonts_gone_from_offer(design: Design) -> list[FontDocument]:
    used = fonts_used(load(design.document))
    offered = {font.pk for font in (*fonts_of(design.product), *fallback_fonts())}
    gone = fonts_by_id([font_id for font_id in used if font_id not in offered])
    return [font_document(gone[font_id]) for font_id in used if font_id in gone]
