"""Reads of designs. `orderable_print_jobs` is the one door through which a company sees print jobs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from monogram.catalogue.errors import ProductNotFoundError
from monogram.catalogue.models import Product
from monogram.common.compiled import Table, run, within
from monogram.companies.models import Company
from monogram.designs.errors import DesignNotFoundError
from monogram.designs.models import Design, PrintJob, Sample, SavedDesign, VirtualDesign
from monogram.images.models import Image
from monogram.images.queries import usable_images

_Design = TypeVar("_Design", PrintJob, Sample, VirtualDesign)

_PRINT_JOBS = Table(PrintJob, without=["document", "preflight", "thumbnails"])
_SAMPLES = Table(Sample, without=["document"])
_VIRTUAL_DESIGNS = Table(VirtualDesign, without=["document", "placement", "preflight", "snapshots"])
_PRODUCTS = Table(Product)

_IS_SOLD = """
catalogue_product.is_active AND designs_virtualdesign.company_id = %s
AND EXISTS (SELECT 1 FROM catalogue_product AS sold WHERE sold.id = designs_virtualdesign.virtual_id AND sold.is_active)
"""


def orderable_print_jobs(company: Company) -> QuerySet[PrintJob]:
    """The print jobs that a company owns, or that were made for it (`contract.md §2`, error 8043)."""
    jobs = PrintJob.objects.filter(Q(company=company) | Q(made_for=company))
    return jobs.select_related("product", "company")


def orderable_print_job(company: Company, ref: str) -> PrintJob:
    """One of them by its reference, in letters of either case. Raises DesignNotFoundError."""
    job = orderable_print_jobs(company).filter(ref=_spelt(ref)).first()
    if job is None:
        raise DesignNotFoundError
    return job


def orderable_print_jobs_by_ref(company: Company, refs: Collection[str]) -> dict[str, PrintJob]:
    """Many of them in one statement, by the references as they were given. What is not orderable is left out."""
    return _by_ref(
        _PRINT_JOBS, refs, "(designs_printjob.company_id = %s OR designs_printjob.made_for_id = %s)", [company.pk] * 2
    )


def ready_made_by_ref(company: Company, refs: Collection[str]) -> dict[str, Sample | VirtualDesign]:
    """The company's print-on-demand samples and the artwork of its virtual products, by the references as given.

    One statement; another where some are of no sample. Artwork of what is not sold any more is left out.
    """
    samples = _by_ref(_SAMPLES, refs, "designs_sample.company_id = %s", [company.pk])
    others = set(refs) - samples.keys()
    artwork = _by_ref(_VIRTUAL_DESIGNS, others, _IS_SOLD, [company.pk]) if others else {}
    return {**samples, **artwork}


def current_virtual_designs(product_ids: Collection[int]) -> dict[int, VirtualDesign]:
    """The artwork that virtual products bear today, by the product's number, in one query."""
    current = VirtualDesign.objects.filter(virtual__in=set(product_ids), is_current=True)
    return {design.virtual_id: design for design in current}


def _by_ref(
    table: Table[_Design], refs: Collection[str], is_orderable: str, parameters: Sequence[int]
) -> dict[str, _Design]:
    """Designs with their products. Their documents, which are large, are left where they are."""
    spelt: list[str] = sorted({_spelt(ref) for ref in refs})
    if not spelt:
        return {}
    name = table.model._meta.db_table
    rows = run(
        f"SELECT {table.columns}, {_PRODUCTS.columns} FROM {name} "  # noqa: S608 - tables and columns of our own
        f"JOIN catalogue_product ON catalogue_product.id = {name}.product_id "
        f"WHERE {name}.ref {within(spelt)} AND {is_orderable}",
        [*spelt, *parameters],
    )
    found = {}
    for row in rows:
        design = table.instance(row[: table.width])
        design.product = _PRODUCTS.instance(row[table.width :])
        found[design.ref] = design
    return {ref: found[_spelt(ref)] for ref in refs if _spelt(ref) in found}


def artwork_of(virtual: Product) -> VirtualDesign:
    """What a virtual product bears today. Raises ProductNotFoundError while it has none: there is nothing to sell."""
    current = VirtualDesign.objects.filter(virtual=virtual, is_current=True).select_related("product", "company")
    if (first := current.first()) is None:
        raise ProductNotFoundError(product_id=virtual.pk)
    return first


def sample(company: Company, ref: str) -> Sample:
    """A print-on-demand sample of the company's. Raises DesignNotFoundError."""
    found = Sample.objects.filter(company=company, ref=_spelt(ref)).select_related("product", "company").first()
    if found is None:
        raise DesignNotFoundError
    return found


def sample_by_ref(ref: str) -> Sample:
    """A sample by its reference alone, which nobody can guess. Raises DesignNotFoundError."""
    found = Sample.objects.filter(ref=_spelt(ref), company__is_active=True).select_related("product", "company")
    if (first := found.first()) is None:
        raise DesignNotFoundError
    return first


def saved_design(company: Company, ref: str) -> SavedDesign:
    """A saved design of the company's. Raises DesignNotFoundError, also for another company's."""
    found = SavedDesign.objects.filter(company=company, ref=_spelt(ref)).select_related("product", "company").first()
    if found is None:
        raise DesignNotFoundError
    return found


def images_of(design: Design) -> list[Image]:
    """The pictures that a design holds, in one query."""
    return list(usable_images(design.company).filter(pk__in=set(image_ids(design.document))))


def image_ids(document: object) -> Iterator[str]:
    """The ids of the pictures in a stored document: those of layers, of patterns, and those that clipart draws."""
    for area in document.get("areas", []) if isinstance(document, dict) else []:
        yield from _patterned(area.get("background"))
        yield from _layer_image_ids(area["layers"])


@dataclass(frozen=True, slots=True)
class DesignText:
    """What is written somewhere: the print area's name, the text area's or "", and the words."""

    area: str
    name: str
    text: str


def texts_of(document: Mapping[str, Any]) -> list[DesignText]:
    """All texts of a design, area by area, the undermost first."""
    return [
        DesignText(area["name"], layer.get("text_area") or "", layer["text"])
        for area in document["areas"]
        for layer in _text_layers(area["layers"])
    ]


def _text_layers(layers: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for layer in layers:
        if layer["type"] == "text":
            yield layer
        yield from _text_layers(layer.get("layers", ()))


def _layer_image_ids(layers: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for layer in layers:
        yield from (layer[field] for field in ("image", "clipart") if field in layer)
        yield from _patterned(layer.get("fill"))
        yield from _patterned(layer.get("colour"))
        yield from _layer_image_ids(layer.get("layers", ()))


def _patterned(fill: object) -> Iterator[str]:
    if isinstance(fill, dict) and "image" in fill:
        yield fill["image"]


def _spelt(ref: str) -> str:
    """A reference as it is stored, or what no design is called: not every text may be asked for in PostgreSQL."""
    spelt = ref.strip().upper()
    return spelt if spelt.isalnum() else "-"
