"""Placing an order: everything is checked, then everything is written, in one transaction with its jobs."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from monogram.common import clock, signing
from monogram.companies.errors import AuthenticationFailedError
from monogram.companies.models import Company
from monogram.designs import services as designs
from monogram.oms import jobs
from monogram.oms.route import NO_SUPPLIER, plan_route
from monogram.orders import queries, references, services
from monogram.orders.errors import (
    UNSUPPRESSIBLE,
    DuplicateExternalRefError,
    IdempotencyKeyReusedError,
    IntakeError,
    RequestError,
    refusal,
)
from monogram.orders.intake import ORDER_IT_2_2, Dialect, read_order
from monogram.orders.models import Order, OrderStatus
from monogram.orders.references import ResolvedItem
from monogram.orders.requests import OrderRequest
from monogram.orders.services import OrderPart, RoutedLine
from monogram.orders.statuses import Actor

LONGEST_IDEMPOTENCY_KEY = 255


def place_order(
    *, company: Company, submission: object, raw: bytes, idempotency_key: str = "", dialect: Dialect = ORDER_IT_2_2
) -> list[Order]:
    """Take an order in: check it whole, route its lines, and keep it as one order per supplier.

    `submission` is what the body `raw` stands for. The same `raw` with the same `idempotency_key` gives the orders
    that are there already. Raises IntakeError with every failure in `errors`, AuthenticationFailedError for another
    company's `company_ref_id`, IdempotencyKeyReusedError. What is refused leaves no trace.
    """
    digest = signing.sha256_hex(raw)
    if earlier := _earlier_answer(company, idempotency_key, digest):
        return earlier
    try:
        request, items = _checked(company, submission, dialect)
        parts = _split(company, request, items)
        return _write(company, submission, request, items, parts, digest, idempotency_key)
    except IntakeError:
        # A rival that was quicker, at the check or at the write, may have been this very request, sent twice.
        if earlier := _earlier_answer(company, idempotency_key, digest):
            return earlier
        raise


def _earlier_answer(company: Company, key: str, digest: str) -> list[Order]:
    if not key:
        return []
    if len(key) > LONGEST_IDEMPOTENCY_KEY or not key.isprintable():
        raise RequestError(f"Idempotency-Key must be at most {LONGEST_IDEMPOTENCY_KEY} printable characters")
    submission = queries.submission_by_key(company, key)
    if submission is None:
        return []
    if submission.body_sha256 != digest:
        raise IdempotencyKeyReusedError("This Idempotency-Key was used for another request body")
    return queries.orders_of_submission(submission)


def _checked(company: Company, submission: object, dialect: Dialect) -> tuple[OrderRequest, list[ResolvedItem]]:
    """The request with what it refers to. Raises unless every failure is one that the company has suppressed."""
    intake = read_order(submission, dialect=dialect, now=clock.now())
    request = intake.request
    if request.company_ref_id not in (None, company.pk):
        raise AuthenticationFailedError(path="company_ref_id")
    items, missing = references.resolve_items(company, request.items)
    failures: list[IntakeError] = [*intake.failures, *references.check_order(company, request), *missing]
    let_pass = _suppressed_codes(company)
    failures = [failure for failure in failures if failure.code not in let_pass]
    if failures:
        raise refusal(failures)
    return request, items


def _suppressed_codes(company: Company) -> frozenset[int]:
    return frozenset(company.suppressed_error_codes) - UNSUPPRESSIBLE


def _split(company: Company, request: OrderRequest, items: Sequence[ResolvedItem]) -> list[OrderPart]:
    """One part per supplier; a single one for the staff when a line has nowhere to go."""
    route = plan_route(
        company=company,
        preferred_account_id=request.secondary_company_ref_id,
        matches=[item.match for item in items],
    )
    lines = [RoutedLine(item, why) for item, why in zip(items, route.explanations, strict=True)]
    if not route.is_complete:
        return [OrderPart(None, None, lines, NO_SUPPLIER)]
    return [
        OrderPart(destination.supplier_id, destination.account_id, [lines[index] for index in indices])
        for destination, indices in route.lines_by_destination().items()
    ]


@transaction.atomic
def _write(
    company: Company,
    submission: object,
    request: OrderRequest,
    items: Sequence[ResolvedItem],
    parts: Sequence[OrderPart],
    digest: str,
    idempotency_key: str,
) -> list[Order]:
    kept = services.record_submission(
        company=company,
        external_ref=request.external_ref,
        body=submission if isinstance(submission, dict) else {},
        body_sha256=digest,
        idempotency_key=idempotency_key,
        claims_ref=DuplicateExternalRefError.code not in _suppressed_codes(company),
    )
    status = OrderStatus.ON_HOLD if company.orders_start_on_hold else request.status
    orders = services.create_orders(
        submission=kept, request=request, parts=parts, status=status, actor=Actor.retailer(company)
    )
    designs.mark_paid([item.print_job for item in items if item.print_job])
    for order in orders:
        if not order.has_error:
            jobs.prepare_order.enqueue(order.pk)
    return queries.orders_of_submission(kept)
