"""Makes the products of a task, a hundred lines at a time; a line that cannot be made keeps its error to itself.

A task is made in parts, each by a job that asks a few addresses at most: between them orders and other tasks come, also
where a task asks thousands or its host is slow.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TypeAlias

from django.db import transaction
from django_tasks import task

from monogram.common import clock, refs
from monogram.common.errors import MonogramError
from monogram.images.models import Image
from monogram.images.services import pictures_at
from monogram.jobs.cron import cron
from monogram.jobs.retry import is_passing
from monogram.virtual_products.checking import CheckedDraft, check_drafts
from monogram.virtual_products.drafts import VirtualDraft
from monogram.virtual_products.errors import CategoryNotFoundError
from monogram.virtual_products.models import CreationLine, CreationTask, TaskState
from monogram.virtual_products.progress import GOING_ON, OPEN_LINES, settling
from monogram.virtual_products.writing import write_products

logger = logging.getLogger(__name__)

_AT_ONCE = 100
_ADDRESSES_AT_ONCE = 40
_BEHIND_ORDERS = -5
_FORGOTTEN_AFTER = timedelta(hours=3)
_GIVEN_UP_AFTER = timedelta(days=1)
_GIVEN_UP = "This took too long. Try it again."

_Pictures: TypeAlias = dict[str, Image | MonogramError]


@task()
def make_lines(task_id: str) -> None:
    """Make a part of what is still to be made of a task, and have the rest made by another job.

    It may be broken off anywhere and run again.
    """
    CreationTask.objects.filter(pk=task_id, state=TaskState.WAITING).update(state=TaskState.RUNNING)
    creation = CreationTask.objects.select_related("company", "category", "pending_category").get(pk=task_id)
    still_open = list(creation.lines.filter(product__isnull=True, error__isnull=True).order_by("position"))
    lines = _first_part(still_open)
    pictures = _fetch(creation, lines)
    lines.sort(key=lambda line: (line.draft["blank"], line.position))  # each blank is read for one chunk, or two
    for start in range(0, len(lines), _AT_ONCE):
        _make(creation, lines[start : start + _AT_ONCE], pictures)
    if len(lines) < len(still_open):
        make_lines.using(priority=_BEHIND_ORDERS).enqueue(task_id)


@cron("23 * * * *")
@task()
def take_up_forgotten_tasks() -> None:
    """A net under `make_lines`: a worker that dies with its job, six times, can tell nobody."""
    going_on = CreationTask.objects.filter(state__in=GOING_ON)
    for creation in going_on.filter(created_at__lt=clock.now() - _FORGOTTEN_AFTER):
        if creation.created_at < clock.now() - _GIVEN_UP_AFTER:
            with settling([creation.pk]):
                creation.lines.filter(OPEN_LINES).update(error=MonogramError(_GIVEN_UP).as_dict())
        else:
            make_lines.enqueue(creation.pk)


def _address(line: CreationLine) -> str:
    """Where the line's picture is still to be asked for; "" for nowhere."""
    return "" if line.draft["image"] else line.draft["artwork_url"]


def _first_part(lines: Sequence[CreationLine]) -> list[CreationLine]:
    """Those with the first few addresses, and those that ask for none."""
    addresses = list(dict.fromkeys(filter(None, map(_address, lines))))
    asked = {"", *addresses[:_ADDRESSES_AT_ONCE]}
    return [line for line in lines if _address(line) in asked]


def _fetch(creation: CreationTask, lines: Sequence[CreationLine]) -> _Pictures:
    """Take in the pictures at the lines' addresses, and note them in the drafts: run again, none is asked for twice.

    What is given is why the others are not taken.
    """
    open_lines = [line for line in lines if _address(line)]
    found = pictures_at(company=creation.company, urls=list(map(_address, open_lines)))
    _note(open_lines, {url: picture for url, picture in found.items() if isinstance(picture, Image)})
    return {url: picture for url, picture in found.items() if not isinstance(picture, Image)}


@transaction.atomic
def _note(lines: Sequence[CreationLine], found: Mapping[str, Image]) -> None:
    """Write down the pictures that have been found, unless a rival was there before."""
    here = {line.pk: line for line in lines if line.draft["artwork_url"] in found}
    kept = dict(CreationLine.objects.select_for_update().filter(pk__in=here).values_list("pk", "draft"))
    for key, line in here.items():
        line.draft = kept[key]
    arrived = [line for line in here.values() if not line.draft["image"]]
    fresh = {line.draft["artwork_url"]: found[line.draft["artwork_url"]] for line in arrived}
    Image.objects.bulk_create(fresh.values())
    for line in arrived:
        line.draft["image"] = fresh[line.draft["artwork_url"]].pk
    CreationLine.objects.bulk_update(arrived, ["draft"], batch_size=_AT_ONCE)


def _make(creation: CreationTask, lines: Sequence[CreationLine], pictures: _Pictures) -> None:
    """Make some lines; where all together do not go, such as when a rival takes a SKU of theirs, one by one.

    Raises what is of the moment (`jobs.retry.is_passing`), and leaves them open.
    """
    try:
        _write(creation, lines, _check(creation, lines, pictures))
    except Exception as error:
        if is_passing(error):
            raise
        if len(lines) > 1:
            for line in lines:
                _make(creation, [line], pictures)
            return
        reference = refs.new_error_reference()
        logger.exception("%s: line %s of task %s", reference, lines[0].position, creation.pk)
        _write(creation, lines, [_unexpected(error, reference)])


def _unexpected(error: Exception, reference: str) -> MonogramError:
    return error if isinstance(error, MonogramError) else MonogramError(f"An unexpected error occured {reference}")


def _check(
    creation: CreationTask, lines: Sequence[CreationLine], pictures: _Pictures
) -> list[CheckedDraft | MonogramError]:
    if creation.category is None:
        return [CategoryNotFoundError(path="category") for _ in lines]
    return check_drafts(
        creation.company,
        [VirtualDraft.from_plain(line.draft) for line in lines],
        pictures=pictures,
        numbers=[line.position + 1 for line in lines],
    )


def _write(
    creation: CreationTask, lines: Sequence[CreationLine], checked: Sequence[CheckedDraft | MonogramError]
) -> None:
    """The products of those that can be made, and the errors of the others, unless a rival was there before."""
    with settling([creation.pk]):
        here = CreationLine.objects.filter(pk__in=[line.pk for line in lines])
        waiting = set(here.filter(product__isnull=True, error__isnull=True).values_list("pk", flat=True))
        fate = {line.pk: one for line, one in zip(lines, checked, strict=True) if line.pk in waiting}
        drafts = {key: one for key, one in fate.items() if isinstance(one, CheckedDraft)}
        products = {}
        if drafts and creation.category is not None:
            made = write_products(
                creation.company,
                list(drafts.values()),
                category=creation.category,
                pending_category=creation.pending_category,
            )
            products = dict(zip(drafts, made, strict=True))
        settled = [line for line in lines if line.pk in waiting]
        for line in settled:
            line.product = products.get(line.pk)
            one = fate[line.pk]
            line.error = _placed(one, line.position) if isinstance(one, MonogramError) else None
        CreationLine.objects.bulk_update(settled, ["product", "error"])


def _placed(error: MonogramError, position: int) -> dict[str, object]:
    place = f"drafts[{position}]"
    return {**error.as_dict(), "path": f"{place}.{error.path}" if error.path else place}
