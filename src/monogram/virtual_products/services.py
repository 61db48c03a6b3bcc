"""Writes of virtual products: artwork on blanks becomes products that are sold; later changes are in `changes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from monogram.catalogue.models import Category, Product
from monogram.catalogue.queries import visible_categories
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.images.services import pictures_at
from monogram.virtual_products.changes import approve, remove, update_virtual_product
from monogram.virtual_products.checking import CheckedDraft, check_drafts
from monogram.virtual_products.drafts import VirtualDraft
from monogram.virtual_products.errors import CategoryNotFoundError, DraftError, TaskKeyReusedError, TooManyDraftsError
from monogram.virtual_products.lines import make_lines
from monogram.virtual_products.models import CreationLine, CreationTask, TaskState
from monogram.virtual_products.pictures import draw_again, enqueue_snapshots
from monogram.virtual_products.progress import GOING_ON, settling
from monogram.virtual_products.writing import write_products

__all__ = [
    "approve",
    "create_virtual_products",
    "draw_again",
    "remove",
    "request_virtual_products",
    "run_again",
    "update_virtual_product",
]

MOST_DRAFTS = 5_000
MOST_ADDRESSES = 100
"""Of artwork that is fetched while the caller waits: a slow host would hold the request for long."""
LONGEST_REQUEST_KEY = 64
LONGEST_NAME_OF_REQUESTER = 160
_LARGEST_ID = 2**63 - 1


def create_virtual_products(
    *,
    company: Company,
    drafts: Sequence[VirtualDraft],
    category: int,
    pending_category: int | None = None,
) -> list[Product]:
    """Make products of all drafts, or of none; their pictures are drawn by jobs.

    `category`: the number of the one in which they are listed. With `pending_category` they wait in that one for
    `approve`. Raises what says why not, whose path tells which draft (`drafts[3].sku`): DraftError, BlankError,
    SkuError, SkuTakenError, PlacementError, InvalidDesignError, CategoryNotFoundError, TooManyDraftsError.
    """
    _check_count(drafts)
    addresses = {draft.artwork_url: None for draft in drafts if not draft.image}
    if len(addresses) > MOST_ADDRESSES:
        raise TooManyDraftsError(
            f"Artwork from {MOST_ADDRESSES} addresses at most is fetched at once. Have more made by a task.",
            path="drafts",
        )
    listed_in, waits_in = _categories(company, category, pending_category)
    pictures = pictures_at(company=company, urls=list(addresses))
    checked = _all_or_none(check_drafts(company, drafts, pictures=pictures))
    try:
        return write_products(company, checked, category=listed_in, pending_category=waits_in)
    except IntegrityError:
        # A rival took a SKU since they were checked; a second look says which.
        checked = _all_or_none(check_drafts(company, drafts, pictures=pictures))
        return write_products(company, checked, category=listed_in, pending_category=waits_in)


def request_virtual_products(
    *,
    company: Company,
    requested_by: str,
    drafts: Sequence[VirtualDraft],
    category: int,
    pending_category: int | None = None,
    request_key: str = "",
) -> CreationTask:
    """Have products made of drafts by jobs: each for itself, so that one that cannot be made keeps no other back.

    Why one was not made stands with its line (`CreationTask.lines`); `run_again` tries those anew. The same
    `request_key` again gives the task that is there. Raises CategoryNotFoundError, TooManyDraftsError, and for the
    key TaskKeyReusedError, or DraftError if it is too long.
    """
    if len(request_key) > LONGEST_REQUEST_KEY:
        raise DraftError(f"A request key has {LONGEST_REQUEST_KEY} characters at most.", path="request_key")
    _check_count(drafts)
    listed_in, waits_in = _categories(company, category, pending_category)
    plain = [draft.to_plain() for draft in drafts]
    creation = CreationTask(
        company=company,
        requested_by=requested_by[:LONGEST_NAME_OF_REQUESTER],
        category=listed_in,
        pending_category=waits_in,
        request_key=request_key,
    )
    if earlier := _of_same_request(creation, plain):
        return earlier
    try:
        with transaction.atomic():
            creation.save(force_insert=True)
            CreationLine.objects.bulk_create(
                CreationLine(task=creation, position=position, draft=draft) for position, draft in enumerate(plain)
            )
            make_lines.enqueue(creation.pk)
    except IntegrityError:
        if rival := _of_same_request(creation, plain):
            return rival
        raise
    return creation


def _of_same_request(asked: CreationTask, drafts: Sequence[Mapping[str, Any]]) -> CreationTask | None:
    """The task that is there for the key. Raises TaskKeyReusedError where that is for something else."""
    if not asked.request_key:
        return None
    earlier = CreationTask.objects.filter(company=asked.company, request_key=asked.request_key).first()
    if earlier is None:
        return None
    kept = earlier.lines.order_by("position").values_list("draft", flat=True)
    is_same = (
        earlier.category_id == asked.category_id
        and earlier.pending_category_id == asked.pending_category_id
        and [_as_asked(draft) for draft in kept] == [_as_asked(draft) for draft in drafts]
    )
    if not is_same:
        raise TaskKeyReusedError(path="request_key")
    return earlier


def _as_asked(draft: Mapping[str, Any]) -> dict[str, Any]:
    """A draft without the picture that was found at its address."""
    return {**draft, "image": ""} if draft["artwork_url"] else dict(draft)


def run_again(*, task: CreationTask) -> CreationTask:
    """Try anew what a task could not do: lines without a product, and products without pictures. The rest stays.

    A task that is still at it is left alone.
    """
    with settling([task.pk]):
        creation = CreationTask.objects.get(pk=task.pk)
        failed = creation.lines.filter(error__isnull=False)
        if creation.state in GOING_ON or not failed.exists():
            return creation
        without_pictures = list(failed.filter(product__isnull=False).values_list("product_id", flat=True))
        failed.update(error=None)
        creation.state, creation.finished_at = TaskState.WAITING, None
        creation.save(update_fields=["state", "finished_at"])
        enqueue_snapshots(VirtualDesign.objects.filter(virtual__in=without_pictures, is_current=True))
        make_lines.enqueue(creation.pk)
    return creation


def _check_count(drafts: Sequence[VirtualDraft]) -> None:
    if not drafts:
        raise TooManyDraftsError("There is nothing to be made.", path="drafts")
    if len(drafts) > MOST_DRAFTS:
        raise TooManyDraftsError(f"Ask for {MOST_DRAFTS:,} products at most at once.", path="drafts")


def _categories(company: Company, category: int, pending_category: int | None) -> tuple[Category, Category | None]:
    """Where products are listed, and where they wait before, if they do. Raises CategoryNotFoundError."""
    listed_in = _category(company, category, "category")
    if pending_category is None:
        return listed_in, None
    return listed_in, _category(company, pending_category, "pending_category")


def _category(company: Company, number: int, path: str) -> Category:
    found = visible_categories(company).filter(pk=number if 0 <= number <= _LARGEST_ID else 0).first()
    if found is None:
        raise CategoryNotFoundError(path=path)
    return found


def _all_or_none(checked: Sequence[CheckedDraft | MonogramError]) -> list[CheckedDraft]:
    """Raises the first error, with the draft's place before its path."""
    for place, one in enumerate(checked):
        if isinstance(one, MonogramError):
            one.path = f"drafts[{place}].{one.path}" if one.path else f"drafts[{place}]"
            raise one
    return [one for one in checked if isinstance(one, CheckedDraft)]
