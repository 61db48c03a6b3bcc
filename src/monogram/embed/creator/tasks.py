"""`/artists/data/tasks`: how far the products are that were asked for together."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from monogram.embed import limits
from monogram.embed.creator.sessions import Session, creator_endpoint
from monogram.virtual_products.models import CreationLine, CreationTask
from monogram.virtual_products.queries import created_document, creation_task, products_of, progress_of, snapshots_of
from monogram.virtual_products.services import run_again


def _show(request: HttpRequest, session: Session, *, task_id: str) -> HttpResponse:
    """`products` holds what the framing page is told, once all have been made that could be."""
    return JsonResponse(_document(creation_task(session.company, task_id)))


def _run_again(request: HttpRequest, session: Session, *, task_id: str) -> HttpResponse:
    """Try once more what could not be made; what has been made stays."""
    limits.count_address(limits.CREATIONS, request)
    task = creation_task(session.company, task_id)
    run_again(task=task)
    return JsonResponse(_document(task), status=202)


def _document(task: CreationTask) -> dict[str, Any]:
    progress = progress_of(task)
    return {
        **asdict(progress),
        "lines": [_line(line) for line in task.lines.order_by("position")],
        "products": _created(task) if progress.is_over else [],
    }


def _line(line: CreationLine) -> dict[str, Any]:
    return {
        "position": line.position,
        "name": line.draft["name"],
        "blank": line.draft["blank"],
        "product": line.product_id,
        "error": line.error,
    }


def _created(task: CreationTask) -> list[dict[str, Any]]:
    products = products_of(task)
    snapshots = snapshots_of(products)
    return [created_document(product, snapshots[product.pk]) for product in products]


task = creator_endpoint(GET=_show)
again = creator_endpoint(POST=_run_again)
