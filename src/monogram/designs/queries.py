"""Reads of designs. `orderable_print_jobs` is the one door through which a company sees print jobs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet

from monogram.companies.models import Company
from monogram.designs.errors import DesignNotFoundError
from monogram.designs.models import Design, PrintJob, Sample
from monogram.images.models import Image


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
    """Many of them in one query, by the references as they were given. What is not orderable is left out."""
    found = orderable_print_jobs(company).filter(ref__in={_spelt(ref) for ref in refs})
    jobs = {job.ref: job for job in found.defer("document")}  # large, and no matter to those who only ask for many
    return {ref: jobs[_spelt(ref)] for ref in refs if _spelt(ref) in jobs}


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


def images_of(design: Design) -> list[Image]:
    """The pictures that a design holds, in one query."""
    return list(Image.objects.filter(company=design.company, pk__in=set(image_ids(design.document))))


def image_ids(document: object) -> Iterator[str]:
    """The ids of the pictures in a stored document."""
    areas = document.get("areas", []) if isinstance(document, dict) else []
    for area in areas:
        for layer in area["layers"]:
            if layer["type"] == "image":
                yield layer["image"]


def _spelt(ref: str) -> str:
    """A reference as it is stored, or what no design is called: not every text may be asked for in PostgreSQL."""
    spelt = ref.strip().upper()
    return spelt if spelt.isalnum() else "-"
