"""The print job that the published order sample names, and a print-on-demand sample."""

from __future__ import annotations

from typing import Any

from monogram.artwork.services import render_design_thumbnails
from monogram.catalogue.models import Product
from monogram.catalogue.queries import full_product_for
from monogram.companies.models import Company
from monogram.demo import world
from monogram.demo.seed import motifs
from monogram.designs.models import PrintJob, Sample
from monogram.designs.services import create_print_job, create_sample


def seed() -> None:
    """Make the two designs if they are not there; a design never changes once it is made."""
    retailer = Company.objects.get(pk=world.RETAILER_ID)
    if not PrintJob.objects.filter(ref=world.PRINT_JOB_REF).exists():
        _seed_print_job(retailer)
    if not Sample.objects.filter(ref=world.SAMPLE_REF).exists():
        product = full_product_for(retailer, world.FRAMED_PRINT_ID)
        create_sample(
            company=retailer,
            product=product,
            name="Morning hills",
            document=_document(product, "Front", motifs.morning_hills),
            options=[],
            ref=world.SAMPLE_REF,
        )


def _seed_print_job(retailer: Company) -> None:
    product = full_product_for(retailer, world.TSHIRT_ID)
    job = create_print_job(
        company=retailer,
        product=product,
        document=_document(product, "Front", motifs.sunday_club),
        options=_options(product, {"Colour": "NAVY", "Size": "M"}),
    )
    job.ref = world.PRINT_JOB_REF
    job.thumbnails = render_design_thumbnails(product=product, document=job.document, options=job.options)
    job.save(update_fields=["ref", "thumbnails"])


def _document(product: Product, area_name: str, motif: motifs.Motif) -> dict[str, Any]:
    """A design with one motif; the product's other areas stay empty."""
    areas = [
        {
            "name": area.name,
            "width": area.width,
            "height": area.height,
            "background": None,
            "layers": motif(area.width, area.height) if area.name == area_name else [],
        }
        for area in product.print_areas.all()
    ]
    return {"version": 2, "product_id": product.pk, "areas": areas}


def _options(product: Product, codes: dict[str, str]) -> list[dict[str, int]]:
    return [
        {"aspect_id": aspect.pk, "option_id": option.pk}
        for aspect in product.aspects.all()
        for option in aspect.options.all()
        if option.code == codes[aspect.name]
    ]
