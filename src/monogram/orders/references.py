"""The checks of intake that need the world: is the reference free, is the print job yours, does the host exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from monogram.catalogue import queries as catalogue
from monogram.catalogue.schemas import SkuMatch
from monogram.common import http
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs import queries as designs
from monogram.designs.models import PrintJob, Sample, VirtualDesign
from monogram.orders import errors
from monogram.orders.errors import IntakeError, RequestError
from monogram.orders.intake import is_private
from monogram.orders.matching import Clues, Match, match_products
from monogram.orders.models import ItemType, Submission
from monogram.orders.requests import ItemRequest, OrderRequest

_Key = TypeVar("_Key")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class ResolvedItem:
    """A line with what it refers to."""

    request: ItemRequest
    design: PrintJob | Sample | VirtualDesign | None
    """That which the line names."""
    match: Match

    @property
    def print_job(self) -> PrintJob | None:
        return self.design if isinstance(self.design, PrintJob) else None


def is_ref_taken(company: Company, external_ref: str) -> bool:
    """Whether the company has used this reference for an order before."""
    return Submission.objects.filter(company=company, external_ref=external_ref, claims_ref=True).exists()


def check_external_ref(company: Company, request: OrderRequest) -> list[IntakeError]:
    """8001, as far as can be told before it is written."""
    if request.external_ref and is_ref_taken(company, request.external_ref):
        return [errors.DuplicateExternalRefError(path="external_ref")]
    return []


def check_callback_url(request: OrderRequest) -> list[IntakeError]:
    """8012: the address must be public, now and whenever something is sent there."""
    if request.status_callback_url:
        try:
            http.check_public_url(request.status_callback_url)
        except MonogramError as reason:
            return [errors.InvalidStatusCallbackUrlError(reason.text, path="status_callback_url")]
    return []


def resolve_items(company: Company, items: Iterable[ItemRequest]) -> tuple[list[ResolvedItem], list[IntakeError]]:
    """Look up what the lines refer to, each thing once, and name what is not there: 8042, 8043 and 0."""
    items = list(items)
    print_jobs = _print_jobs(company, items)
    ready_made = designs.ready_made_by_ref(company, _refs(items, ItemType.PRINT_ON_DEMAND))
    numbers = {item.textual_product_id for item in items if item.textual_product_id}
    named = _each(numbers, lambda number: catalogue.find_by_number(company, number))
    failures = _check_designs(items, print_jobs, ready_made)
    failures += _check_products(items, named)
    clues = [
        Clues(
            sku=item.sku.strip(),
            design=print_jobs.get(item.path)
            or (ready_made.get(item.print_on_demand_ref) if item.type == ItemType.PRINT_ON_DEMAND else None),
            named=named.get(item.textual_product_id or 0),
            option_ids=tuple(choice.option_id for choice in item.aspects if choice.option_id),
        )
        for item in items
    ]
    matches = match_products(company, clues)
    resolved = [ResolvedItem(item, clue.design, match) for item, clue, match in zip(items, clues, matches, strict=True)]
    failures += _check_positions(resolved)
    return resolved, failures


def _refs(items: Iterable[ItemRequest], kind: ItemType) -> set[str]:
    names = (
        item.print_job_ref if kind == ItemType.PRINT_JOB else item.print_on_demand_ref for item in _of(items, kind)
    )
    return {name for name in names if name}


def _of(items: Iterable[ItemRequest], kind: ItemType) -> list[ItemRequest]:
    return [item for item in items if item.type == kind]


def _each(keys: Iterable[_Key], find: Callable[[_Key], _Found | None]) -> dict[_Key, _Found]:
    return {key: found for key in keys if (found := find(key)) is not None}


def _print_jobs(company: Company, items: list[ItemRequest]) -> dict[str, PrintJob]:
    """The print jobs that the company may order, by the path of the line: by reference, or by number."""
    wanted = _of(items, ItemType.PRINT_JOB)
    by_ref = designs.orderable_print_jobs_by_ref(company, _refs(items, ItemType.PRINT_JOB)) if wanted else {}
    numbers = {item.print_job_id for item in wanted if item.print_job_id and not item.print_job_ref}
    by_id = designs.orderable_print_jobs(company).in_bulk(numbers) if numbers else {}
    found = ((item.path, by_ref.get(item.print_job_ref) or by_id.get(item.print_job_id or 0)) for item in wanted)
    return {path: job for path, job in found if job}


def _check_designs(
    items: list[ItemRequest], print_jobs: Mapping[str, PrintJob], ready_made: Mapping[str, Sample | VirtualDesign]
) -> list[IntakeError]:
    failures: list[IntakeError] = [
        errors.InvalidItemPrintJobError(
            f"{name} must be a print job that your account owns", path=f"{item.path}.{name}"
        )
        for item in _of(items, ItemType.PRINT_JOB)
        if item.path not in print_jobs
        and (name := "print_job_ref" if item.print_job_ref else "print_job_id" if item.print_job_id else "")
    ]
    failures += [
        RequestError(
            "print_on_demand_ref must be a print-on-demand sample of your account",
            path=f"{item.path}.print_on_demand_ref",
        )
        for item in _of(items, ItemType.PRINT_ON_DEMAND)
        if item.print_on_demand_ref and item.print_on_demand_ref not in ready_made
    ]
    return failures


def _check_products(items: list[ItemRequest], named: Mapping[int, SkuMatch]) -> list[IntakeError]:
    failures: list[IntakeError] = [
        RequestError(
            f"textual_product_id {item.textual_product_id} is no product of your account",
            path=f"{item.path}.textual_product_id",
        )
        for item in items
        if item.textual_product_id and item.textual_product_id not in named
    ]
    for item in _of(items, ItemType.TEXTUAL):
        found = named.get(item.textual_product_id or 0)
        if found and item.attributes:
            failures += _check_attributes(item, found)
    return failures


def _check_attributes(item: ItemRequest, named: SkuMatch) -> list[IntakeError]:
    is_fixed = named.virtual is not None and not named.virtual.may_personalise
    area_names = frozenset() if is_fixed else catalogue.text_and_image_area_names(named.product)
    failures: list[IntakeError] = []
    for index, attribute in enumerate(item.attributes):
        name = attribute.get("name")
        if isinstance(name, str) and name and not is_private(name) and name not in area_names:
            detail = f'the product has no text or image area "{name[:60]}"'
            if is_fixed:
                detail = "nothing can be added to this product"
            failures.append(errors.InvalidItemAttributeError(detail, path=f"{item.path}.attributes[{index}].name"))
    return failures


def _check_positions(resolved: list[ResolvedItem]) -> list[IntakeError]:
    """Each URL of a line of type 7 names a print area, as far as the product is known."""
    failures: list[IntakeError] = []
    areas_of: dict[int, frozenset[str]] = {}
    for item in resolved:
        product = item.match.product
        if not item.request.external_urls or product is None:
            continue
        if product.pk not in areas_of:
            areas_of[product.pk] = catalogue.print_area_names(product)
        known = areas_of[product.pk]
        for url in item.request.external_urls:
            if url.name and url.name not in known:
                detail = f'the product has no print area "{url.name}": it has {", ".join(sorted(known)) or "none"}'
                failures.append(RequestError(detail, path=f"{url.path}.name"))
    return failures
