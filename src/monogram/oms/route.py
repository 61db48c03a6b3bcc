"""Which supplier makes each line, by which dropship account, and why.

Rules answer one after another and each leaves an entry `{rule, outcome, detail}` with the line, whether it let the
line pass or refused it: the explanation that people see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monogram.companies.models import Company
from monogram.orders.matching import Match
from monogram.suppliers.models import DropshipAccount

NO_SUPPLIER = "Failed to split order due to invalid supplier information"

Explanation = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Destination:
    """A supplier and the account by which it is told."""

    supplier_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class Route:
    """Where each line goes (None: nowhere) and its explanation, in the order of the lines."""

    destinations: Sequence[Destination | None]
    explanations: Sequence[Explanation]

    @property
    def is_complete(self) -> bool:
        """Whether every line has somewhere to go. An order is split as a whole or not at all."""
        return all(self.destinations)

    def lines_by_destination(self) -> dict[Destination, list[int]]:
        """The numbers of the lines that stay together, in the order in which the suppliers come up."""
        groups: dict[Destination, list[int]] = {}
        for index, destination in enumerate(self.destinations):
            if destination:
                groups.setdefault(destination, []).append(index)
        return groups


def plan_route(*, company: Company, preferred_account_id: int | None, matches: Sequence[Match]) -> Route:
    """Find the supplier and the account of every line. Two queries, however many lines."""
    supplier_ids = {match.product.supplier_id for match in matches if match.product and match.product.supplier_id}
    suppliers = Company.objects.in_bulk(supplier_ids)
    accounts = list(
        DropshipAccount.objects.filter(retailer=company, supplier__in=supplier_ids, is_active=True).order_by("pk")
    )
    explanations: list[Explanation] = [[] for _ in matches]
    destinations = [
        _destination(match, suppliers, accounts, preferred_account_id, explanation)
        for match, explanation in zip(matches, explanations, strict=True)
    ]
    return Route(destinations, explanations)


def _destination(
    match: Match,
    suppliers: dict[int, Company],
    accounts: Sequence[DropshipAccount],
    preferred_account_id: int | None,
    explanation: Explanation,
) -> Destination | None:
    if not _has_product(match, explanation):
        return None
    supplier = _supplier(match, suppliers, explanation)
    if supplier is None:
        return None
    account = _account(supplier, accounts, preferred_account_id, explanation)
    return Destination(supplier.pk, account.pk) if account else None


def _note(explanation: Explanation, rule: str, outcome: str, detail: str) -> None:
    explanation.append({"rule": rule, "outcome": outcome, "detail": detail})


def _has_product(match: Match, explanation: Explanation) -> bool:
    _note(explanation, "product", "found" if match.product else "refused", match.how)
    return match.product is not None


def _supplier(match: Match, suppliers: dict[int, Company], explanation: Explanation) -> Company | None:
    supplier = suppliers.get(match.product.supplier_id or 0) if match.product else None
    if supplier is None:
        _note(explanation, "supplier", "refused", "the product has no supplier")
        return None
    if not (supplier.is_active and supplier.may_supply):
        _note(explanation, "supplier", "refused", f"{supplier} is deactivated or is no supplier")
        return None
    _note(explanation, "supplier", "found", f"{supplier} makes the product")
    return supplier


def _account(
    supplier: Company, accounts: Sequence[DropshipAccount], preferred_id: int | None, explanation: Explanation
) -> DropshipAccount | None:
    """The account that the order names, if it is one of these; else the retailer's oldest with the supplier."""
    candidates = [account for account in accounts if account.supplier_id == supplier.pk]
    if preferred_id:
        preferred = next((account for account in candidates if account.pk == preferred_id), None)
        if preferred:
            _note(explanation, "preferred_account", "chosen", f"the order names account {preferred.pk}")
            return preferred
        detail = f"account {preferred_id} is not an active one of the retailer with {supplier}"
        _note(explanation, "preferred_account", "refused", detail)
    if not candidates:
        _note(explanation, "account", "refused", f"the retailer has no active account with {supplier}")
        return None
    _note(explanation, "account", "chosen", f"account {candidates[0].pk}, the retailer's oldest active one")
    return candidates[0]
