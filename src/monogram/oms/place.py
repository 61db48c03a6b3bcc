"""Placing an order: everything is checked, then everything is written, in one transaction with its jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from monogram.common import clock, signing
from monogram.common.commits import commit_after, commit_together
from monogram.common.errors import MonogramError
from monogram.companies.errors import AuthenticationFailedError
from monogram.companies.models import Company
from monogram.designs import services as designs
from monogram.oms import stock
from monogram.oms.prepare import prepare_order
from monogram.oms.route import NO_SUPPLIER, LineToRoute, plan_route
from monogram.orders import queries, references, services
from monogram.orders.errors import (
    UNSUPPRESSIBLE,
    DuplicateExternalRefError,
    IdempotencyKeyReusedError,
    IntakeError,
    NoItemsError,
    RequestError,
    refusal,
)
from monogram.orders.intake import ORDER_IT_2_2, Dialect, read_order
from monogram.orders.models import Order, OrderStatus
from monogram.orders.references import ResolvedItem
from monogram.orders.requests import OrderRequest
from monogram.orders.services import OrderPart, RoutedLine
from monogram.orders.statuses import Actor
from monogram.suppliers.errors import StockGoneError
from monogram.suppliers.services.taking import StockWish, settle

LONGEST_IDEMPOTENCY_KEY = 255
_MOST_TRIES = 20
"""Whoever loses a piece has lost it to another order, so all get through long before."""
_STARTS_ON_HOLD = "Orders of this company start on hold, until our staff release them"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order comes to, before anything is written: its lines, the orders they become, the lines left out, and
    what it takes of the suppliers' stock: by the number of the line, counted through all parts."""

    request: OrderRequest
    items: Sequence[ResolvedItem]
    left_out: Sequence[ResolvedItem]
    parts: Sequence[OrderPart] = ()
    wishes: Sequence[StockWish] = ()


def place_order(
    *,
    company: Company,
    submission: object,
    raw: bytes,
    idempotency_key: str = "",
    dialect: Dialect = ORDER_IT_2_2,
    admission: Callable[[], None] = lambda: None,
) -> list[Order]:
    """Take an order in: check it whole, route its lines, and keep it as one order per supplier.

    `submission` is what the body `raw` stands for. The same `raw` with the same `idempotency_key` gives the orders
    that are there already. `admission` counts the request; what it raises goes before anything that is wrong with the
    order, and it shares the order's commit. Raises IntakeError with every failure in `errors`,
    AuthenticationFailedError for another company's `company_ref_id`, IdempotencyKeyReusedError. What is refused leaves
    no trace but the count.
    """
    digest = signing.sha256_hex(raw)
    try:
        if earlier := _earlier_answer(company, idempotency_key, digest):
            commit_together(admission)
            return earlier
        plan = _plan(company, submission, dialect)
    except MonogramError as refused:
        commit_together(admission)
        return _earlier_answer_or(refused, company, idempotency_key, digest)
    try:
        return _write_first_come(company, submission, plan, digest, idempotency_key, admission)
    except DuplicateExternalRefError as refused:
        return _earlier_answer_or(refused, company, idempotency_key, digest)


def _write_first_come(
    company: Company,
    submission: object,
    plan: Plan,
    digest: str,
    idempotency_key: str,
    admission: Callable[[], None],
) -> list[Order]:
    """Write the order; if another one has taken the last pieces since it was routed, route it anew and try again."""
    for _ in range(_MOST_TRIES):
        try:
            return commit_after(
                admission,
                partial(_write, company, submission, plan, digest, idempotency_key),
                refusal=(DuplicateExternalRefError, StockGoneError),
            )
        except StockGoneError:
            plan, admission = _routed(company, plan), _counted_already
    raise StockGoneError


def _counted_already() -> None:
    pass


def plan_order(*, company: Company, submission: object, dialect: Dialect = ORDER_IT_2_2) -> Plan:
    """Check an order and route its lines without keeping it. Raises what `place_order` raises."""
    return _plan(company, submission, dialect, is_rehearsal=True)


def _plan(company: Company, submission: object, dialect: Dialect, *, is_rehearsal: bool = False) -> Plan:
    request, items = _checked(company, submission, dialect, is_rehearsal)
    left_out: list[ResolvedItem] = []
    if company.leaves_out_unknown_products:
        left_out = [item for item in items if item.match.product is None]
        items = [item for item in items if item.match.product is not None]
        if not items:
            raise NoItemsError("none of the lines names a product that we know", path="items")
    return _routed(company, Plan(request, items, left_out))


def starting_status(company: Company, request: OrderRequest) -> OrderStatus:
    """The status of a new order that has a supplier. One that has none waits for the staff."""
    return OrderStatus.ON_HOLD if company.orders_start_on_hold else request.status


def check_idempotency_key(key: str) -> None:
    """Raises RequestError for what cannot be kept as a key."""
    if len(key) > LONGEST_IDEMPOTENCY_KEY or not key.isprintable():
        raise RequestError(f"Idempotency-Key must be at most {LONGEST_IDEMPOTENCY_KEY} printable characters")


def _earlier_answer(company: Company, key: str, digest: str) -> list[Order]:
    if not key:
        return []
    check_idempotency_key(key)
    submission = queries.submission_by_key(company, key)
    if submission is None:
        return []
    if submission.body_sha256 != digest:
        raise IdempotencyKeyReusedError("This Idempotency-Key was used for another request body")
    return queries.orders_of_submission(submission)


def _earlier_answer_or(refused: MonogramError, company: Company, key: str, digest: str) -> list[Order]:
    """A rival that was quicker, at the check or at the write, may have been this very request, sent twice."""
    if isinstance(refused, IntakeError) and not isinstance(refused, IdempotencyKeyReusedError):
        earlier = _earlier_answer(company, key, digest)
        if earlier:
            return earlier
    raise refused


def _checked(
    company: Company, submission: object, dialect: Dialect, is_rehearsal: bool
) -> tuple[OrderRequest, list[ResolvedItem]]:
    """The request with what it refers to. Raises unless every failure is one that the company has suppressed.

    Whether the reference is free is left to the write, which knows for certain; it is asked for where nothing will be
    written, or to name it among other failures.
    """
    intake = read_order(submission, dialect=dialect, now=clock.now())
    request = intake.request
    if request.company_ref_id and request.company_ref_id != company.pk:
        raise AuthenticationFailedError(path="company_ref_id")
    items, missing = references.resolve_items(company, request.items)
    failures: list[IntakeError] = [*intake.failures, *references.check_callback_url(request), *missing]
    if failures or is_rehearsal:
        failures += references.check_external_ref(company, request)
    let_pass = _suppressed_codes(company)
    if not company.requires_unique_external_ref:
        let_pass |= {DuplicateExternalRefError.code}
    failures = [failure for failure in failures if failure.code not in let_pass]
    if failures:
        raise refusal(failures)
    return request, items


def _what_was_left_out(plan: Plan) -> str:
    lines = ", ".join(item.request.sku or item.request.external_ref for item in plan.left_out)
    return f"Lines of unknown products were left out: {lines}" if lines else ""


def _suppressed_codes(company: Company) -> frozenset[int]:
    return frozenset(company.suppressed_error_codes) - UNSUPPRESSIBLE


def _may_repeat_refs(company: Company) -> bool:
    """Whether a reference may come a second time."""
    return not company.requires_unique_external_ref or DuplicateExternalRefError.code in _suppressed_codes(company)


def _routed(company: Company, plan: Plan) -> Plan:
    """With one part per supplier; a single one for the staff when a line has nowhere to go."""
    request, items = plan.request, plan.items
    route = plan_route(
        company=company,
        preferred_account_id=request.secondary_company_ref_id,
        country_code=request.shipping_country_code,
        external_ref=request.external_ref,
        required_dispatch_date=request.required_dispatch_date,
        lines=[LineToRoute(item.match, item.request.quantity) for item in items],
    )
    lines = [
        RoutedLine(item, why, destination.supplier_sku if destination else "")
        for item, why, destination in zip(items, route.explanations, route.destinations, strict=True)
    ]
    if not route.is_complete:
        return replace(plan, parts=[OrderPart(None, None, lines, NO_SUPPLIER)], wishes=[])
    groups = route.lines_by_destination()
    parts = [
        OrderPart(destination.supplier_id, destination.account_id, [lines[index] for index in indices])
        for destination, indices in groups.items()
    ]
    in_order = [index for indices in groups.values() for index in indices]
    wishes = stock.wishes_of((route.destinations[index], items[index].request.quantity) for index in in_order)
    return replace(plan, parts=parts, wishes=wishes)


def _write(
    company: Company,
    submission: object,
    plan: Plan,
    digest: str,
    idempotency_key: str,
) -> list[Order]:
    settlement = settle(plan.wishes) if plan.wishes else None  # before anything is written: it may be refused
    submission_id = services.record_submission(
        company=company,
        external_ref=plan.request.external_ref,
        body=submission if isinstance(submission, dict) else {},
        body_sha256=digest,
        idempotency_key=idempotency_key,
        may_repeat=_may_repeat_refs(company),
    )
    if settlement:
        settlement.carry_out()
    orders = services.create_orders(
        company=company,
        submission_id=submission_id,
        request=plan.request,
        parts=stock.with_taken(plan.parts, settlement.taken) if settlement else plan.parts,
        status=plan.request.status,
        actor=Actor.retailer(company),
        note=_what_was_left_out(plan),
        held_because=_STARTS_ON_HOLD if company.orders_start_on_hold else "",
    )
    designs.mark_paid([item.print_job for item in plan.items if item.print_job])
    for order in orders:
        if not order.has_error:
            prepare_order.enqueue(order.pk)
    return orders
