"""Reads of accounts, of who could make an order's lines, and of how orders reach suppliers."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import connection

from monogram.common import signing
from monogram.common.compiled import run, within
from monogram.companies.models import Company, CompanyType
from monogram.suppliers.formats import FileFormat
from monogram.suppliers.integrations import FolderIntegration, Integration, PushIntegration
from monogram.suppliers.models import DropshipAccount
from monogram.transports.settings import FolderSettings

NOTHING_HELD: Mapping[tuple[int, str], Held] = MappingProxyType({})
_SUPPLYING_TYPES = frozenset({CompanyType.SUPPLIER.value, CompanyType.BOTH.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """How a supplier wants its orders, whichever way they go."""

    dispatch_date_only: bool = False
    auto_ship: bool = False
    starts_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushTarget(Target):
    """They are pushed to an address, signed with a key."""

    url: str
    hmac_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderTarget(Target):
    """They are written into a folder. `stopped` says why that is not even tried now."""

    integration_id: int
    settings: FolderSettings
    file_format: FileFormat
    with_artwork: bool = False
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Extras:
    """What a supplier wants its documents of orders to have besides, whichever way they go."""

    text_elements: bool = False
    generate_documents: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A product that an order asks for. `own_sku` is the SKU that the product's own supplier has for it."""

    product_id: int
    variant_id: int | None
    own_sku: str


@dataclass(frozen=True, slots=True)
class AccountRules:
    """A dropship account of the retailer, as far as routing asks. No `countries`: it delivers everywhere."""

    id: int
    is_active: bool = True
    countries: frozenset[str] = frozenset()
    checks_stock: bool = True
    priority: int = 1
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Stock:
    """What a supplier has of a SKU. `made_today` are the pieces that today's orders have asked for."""

    available: int
    low_stock_level: int | None = None
    lead_time_days: int | None = None
    daily_capacity: int | None = None
    made_today: int = 0

    @property
    def is_low(self) -> bool:
        """Whether there are so few left that others are to go first."""
        return self.low_stock_level is not None and self.available <= self.low_stock_level


@dataclass(frozen=True, slots=True)
class Held:
    """Pieces of a stock item that an order holds already, and those of them that count as today's."""

    pieces: int = 0
    today: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A supplier who makes a product, by one of the retailer's accounts with it, or without one.

    `stock` is what the supplier has of `supplier_sku`; None where it does not report that SKU.
    """

    supplier_id: int
    supplier_name: str
    may_supply: bool
    supplier_sku: str
    stock: Stock | None = None
    account: AccountRules | None = None

    @property
    def label(self) -> str:
        """What people call it; no two candidates of a line have the same."""
        number = f"account {self.account.id}" if self.account else f"company {self.supplier_id}"
        return f"{self.supplier_name}, {number}"


# A row for every supplier of every product asked for, and for every account of the retailer with that supplier. The
# product's own supplier comes first; a source of the variant goes before one of the whole product. 0 is no variant.
# What the account says that its supplier calls the retailer's SKU goes before all that the catalogue says.
_CANDIDATES = """
WITH wanted(product_id, variant_id, own_sku) AS (VALUES {wanted}),
asked(product_id, variant_id, retail_sku) AS (
    SELECT wanted.product_id, wanted.variant_id, COALESCE(variant.sku, product.sku)
    FROM wanted
    JOIN catalogue_product product ON product.id = wanted.product_id
    LEFT JOIN catalogue_variant variant ON variant.id = wanted.variant_id
),
maker AS (
    SELECT wanted.product_id, wanted.variant_id, product.supplier_id, wanted.own_sku AS sku, 0 AS distance
    FROM wanted
    JOIN catalogue_product product ON product.id = wanted.product_id
    UNION ALL
    SELECT wanted.product_id, wanted.variant_id, source.supplier_id, source.supplier_sku,
           CASE WHEN source.variant_id IS NULL THEN 2 ELSE 1 END
    FROM wanted
    JOIN suppliers_productsource source ON source.product_id = wanted.product_id
    WHERE source.variant_id IS NULL OR source.variant_id = wanted.variant_id
)
SELECT maker.product_id, maker.variant_id, COALESCE(mapping.supplier_sku, maker.sku), maker.distance,
       supplier.id, supplier.name, supplier.is_active, supplier.type, stock.quantity_available,
       stock.low_stock_level, stock.lead_time_days, stock.daily_capacity, stock.taken_on, stock.taken_today,
       account.id, account.is_active, account.deliverable_countries, account.checks_stock,
       account.priority, account.weight
FROM maker
JOIN companies_company supplier ON supplier.id = maker.supplier_id
LEFT JOIN suppliers_dropshipaccount account ON account.supplier_id = supplier.id AND account.retailer_id = %s
JOIN asked ON asked.product_id = maker.product_id AND asked.variant_id = maker.variant_id
LEFT JOIN suppliers_skumapping mapping ON mapping.account_id = account.id AND mapping.retail_sku = asked.retail_sku
LEFT JOIN suppliers_stockitem stock
    ON stock.supplier_id = supplier.id AND stock.sku = COALESCE(mapping.supplier_sku, maker.sku)
ORDER BY maker.distance, supplier.id, account.id
"""


def candidates_for(
    *, retailer_id: int, wanted: Collection[Wanted], today: date, held: Mapping[tuple[int, str], Held] = NOTHING_HELD
) -> dict[Wanted, list[Candidate]]:
    """Who could make each product, by which account: the product's own supplier, then the others by number.

    `held` is what the order has already, by supplier and supplier's SKU: to it that is still there. One statement,
    however many products: order intake waits for it.
    """
    found: dict[Wanted, list[Candidate]] = {product: [] for product in wanted}
    if not found:
        return found
    by_key = {(product.product_id, product.variant_id or 0): product for product in found}
    parameters: list[Any] = []
    for (product_id, variant_id), product in by_key.items():
        parameters += [product_id, variant_id, product.own_sku]
    statement = _CANDIDATES.format(wanted=", ".join(["(%s, %s, %s)"] * len(by_key)))
    rows = run(statement, [*parameters, retailer_id])
    nearest: dict[tuple[Wanted, int], int] = {}
    for product_id, variant_id, sku, distance, *columns in rows:
        product = by_key[product_id, variant_id]
        if nearest.setdefault((product, columns[0]), distance) == distance:
            found[product].append(_candidate(sku, columns[:4], _stock(columns[4:10], today), columns[10:]))
    if held:
        return {product: [_with_held(one, held) for one in candidates] for product, candidates in found.items()}
    return found


def _stock(columns: Sequence[Any], today: date) -> Stock | None:
    available, low_stock_level, lead_time_days, daily_capacity, taken_on, taken_today = columns
    if available is None:
        return None
    made_today = taken_today if str(taken_on) == str(today) else 0  # a date on PostgreSQL, a text on SQLite
    return Stock(available, low_stock_level, lead_time_days, daily_capacity, made_today)


def _with_held(candidate: Candidate, held: Mapping[tuple[int, str], Held]) -> Candidate:
    own, stock = held.get((candidate.supplier_id, candidate.supplier_sku)), candidate.stock
    if own is None or stock is None:
        return candidate
    made_today = max(0, stock.made_today - own.today)
    return replace(candidate, stock=replace(stock, available=stock.available + own.pieces, made_today=made_today))


def _candidate(sku: str, supplier: Sequence[Any], stock: Stock | None, columns: Sequence[Any]) -> Candidate:
    supplier_id, name, is_active, kind = supplier
    account_id, account_is_active, countries, *rules = columns
    account = None
    if account_id is not None:
        checks_stock, priority, weight = rules
        codes = frozenset(json.loads(countries)) if countries != "[]" else frozenset()
        account = AccountRules(account_id, bool(account_is_active), codes, bool(checks_stock), priority, weight)
    return Candidate(supplier_id, name, bool(is_active) and kind in _SUPPLYING_TYPES, sku, stock, account)


@dataclass(frozen=True, slots=True)
class Step:
    """Accounts that are asked at the same time: those of one priority, with a share or, after them, without."""

    priority: int
    is_spare: bool
    accounts: Sequence[DropshipAccount]


def steps_of(retailer_id: int) -> list[Step]:
    """The retailer's active accounts as routing goes through them. Where none has a share, none is spare."""
    accounts = DropshipAccount.objects.filter(retailer=retailer_id, is_active=True).select_related("supplier")
    groups: dict[int, list[DropshipAccount]] = {}
    for account in accounts.order_by("priority", "id"):
        groups.setdefault(account.priority, []).append(account)
    steps = []
    for priority, group in groups.items():
        sharing = [account for account in group if account.weight]
        spare = [account for account in group if not account.weight]
        steps += [Step(priority, False, sharing)] if sharing else []
        steps += [Step(priority, bool(sharing), spare)] if spare else []
    return steps


def accounts_of(retailer: Company) -> dict[int, int]:
    """The retailer's active accounts by their reference IDs, each with its supplier's."""
    accounts = DropshipAccount.objects.filter(retailer=retailer, is_active=True)
    return dict(accounts.order_by("pk").values_list("pk", "supplier"))


# A row for everything that is made of a stock item: own suppliers' products and variants, those of sources, and what
# accounts map to it.
_STOCK = """
WITH product AS (
    SELECT id, sku, supplier_id, supplier_sku FROM catalogue_product
    WHERE is_active AND (owner_id IS NULL OR owner_id = %s)
),
made(supplier_id, supplier_sku, product_id, product_sku, variant_id) AS (
    SELECT supplier_id, supplier_sku, id, sku, NULL FROM product
    UNION ALL
    SELECT product.supplier_id, variant.supplier_sku, product.id, product.sku, variant.id
    FROM product JOIN catalogue_variant variant ON variant.product_id = product.id
    UNION ALL
    SELECT source.supplier_id, source.supplier_sku, product.id, product.sku, source.variant_id
    FROM product JOIN suppliers_productsource source ON source.product_id = product.id
    UNION
    SELECT account.supplier_id, mapping.supplier_sku, product.id, product.sku, variant.id
    FROM suppliers_skumapping mapping
    JOIN suppliers_dropshipaccount account ON account.id = mapping.account_id AND account.retailer_id = %s
    JOIN catalogue_variant variant ON variant.sku = mapping.retail_sku
    JOIN product ON product.id = variant.product_id
    UNION
    SELECT account.supplier_id, mapping.supplier_sku, product.id, product.sku, NULL
    FROM suppliers_skumapping mapping
    JOIN suppliers_dropshipaccount account ON account.id = mapping.account_id AND account.retailer_id = %s
    JOIN product ON product.sku = mapping.retail_sku
)
SELECT stock.id, stock.quantity_available, stock.lead_time_days, stock.daily_capacity, stock.sku,
       made.product_id, made.product_sku, product.supplier_sku, product.supplier_id = stock.supplier_id,
       variant.id, variant.sku
FROM suppliers_stockitem stock
JOIN made ON made.supplier_id = stock.supplier_id AND made.supplier_sku = stock.sku
JOIN product ON product.id = made.product_id
LEFT JOIN catalogue_variant variant ON variant.id = made.variant_id
WHERE stock.supplier_id {suppliers} {changed}
ORDER BY stock.supplier_id, stock.sku, made.product_id, COALESCE(made.variant_id, 0)
"""


def stock_for(
    retailer: Company, *, suppliers: Collection[int], changed_since: datetime | None = None
) -> list[dict[str, Any]]:
    """What suppliers have of the products that the retailer may sell, as `contract.md §7` writes it; by SKU."""
    if not suppliers:
        return []
    changed = "AND stock.updated_at >= %s" if changed_since else ""
    moments = [connection.ops.adapt_datetimefield_value(changed_since)] if changed_since else []
    statement = _STOCK.format(suppliers=within(sorted(suppliers)), changed=changed)
    items: dict[int, dict[str, Any]] = {}
    for number, quantity, lead_time, capacity, *linked in run(
        statement, [retailer.pk, retailer.pk, retailer.pk, *sorted(suppliers), *moments]
    ):
        item = items.setdefault(
            number,
            {
                "linked": [],
                "quantity_available": quantity,
                "lead_time_days": lead_time or 0,
                "daily_capacity": capacity or 0,
            },
        )
        item["linked"].append(_linked(*linked))
    return list(items.values())


def _linked(
    sku: str, product_id: int, product_sku: str, own_sku: str, is_own: bool, variant_id: int | None, variant_sku: str
) -> dict[str, Any]:
    """A product or a variant with what the stock's supplier calls it: of a product as a whole, maybe nothing."""
    supplier_sku = sku if variant_id is None else own_sku if is_own else ""
    variant = None if variant_id is None else {"id": variant_id, "supplier_sku": sku, "retail_sku": variant_sku}
    return {"product": {"id": product_id, "supplier_sku": supplier_sku, "retail_sku": product_sku}, "variant": variant}


def target_for(*, account_id: int | None, supplier_id: int | None) -> Target | None:
    """Where the orders of an account go: by its own integration, else by the supplier's (`contract.md §5 and §6`).

    None: nowhere, they wait to be fetched. So do those of an account whose own integration is switched off: that is
    how one account is taken out. Raises ValueError where a secret cannot be decrypted.
    """
    integration = integration_of(account_id=account_id, supplier_id=supplier_id)
    if isinstance(integration, PushIntegration) and integration.is_enabled and integration.url:
        key = signing.decrypt(integration.encrypted_hmac_key)
        return PushTarget(url=integration.url, hmac_key=key, **_settings_of(integration, Target))
    if isinstance(integration, FolderIntegration) and integration.is_enabled:
        return FolderTarget(
            integration_id=integration.pk,
            settings=integration.folder_settings,
            file_format=FileFormat(integration.file_format),
            with_artwork=integration.with_artwork,
            stopped=integration.stopped,
            **_settings_of(integration, Target),
        )
    return None


def extras_for(*, account_id: int | None, supplier_id: int | None) -> Extras:
    """What the documents of an account's orders have besides. An integration that is switched off says so as well:
    those orders are fetched."""
    integration = integration_of(account_id=account_id, supplier_id=supplier_id)
    return Extras(**_settings_of(integration, Extras)) if integration else Extras()


def integration_of(*, account_id: int | None, supplier_id: int | None) -> PushIntegration | FolderIntegration | None:
    """That of an account's orders, also one that is switched off: its own, else its supplier's."""
    owners = [{"account": account_id}, {"supplier": supplier_id}]
    for owner in owners:
        if any(owner.values()):
            found = PushIntegration.objects.filter(**owner).first() or FolderIntegration.objects.filter(**owner).first()
            if found:
                return found
    return None


def _settings_of(integration: Integration, kind: type[Target] | type[Extras]) -> dict[str, Any]:
    return {setting.name: getattr(integration, setting.name) for setting in fields(kind)}
