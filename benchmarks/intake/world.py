"""The database of the benchmark: companies with keys, a supplier, a product, and any number of orders of the past."""

from __future__ import annotations

import base64
import json
import os
import sys
from pathlib import Path
from typing import Any

COMPANIES = 16
FIRST_COMPANY = 400_001
SKU = "BENCH-MUG"
_NEVER_FULL = 2_000_000_000

_NUMBERS = {
    "sqlite": "(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) "
    "SELECT n FROM numbers)",
    "postgresql": "generate_series(1, {count}) AS numbers(n)",
}
_RANDOM_HEX = {
    "sqlite": "upper(substr(hex(randomblob(16)), 1, {length}))",
    "postgresql": "upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, {length}))",
}


def make_companies() -> list[dict[str, Any]]:
    """Retailers that may ask as often as they like, each with an account with the one supplier."""
    from monogram.catalogue.models import Product
    from monogram.companies.models import Company, CompanyType
    from monogram.companies.services import create_api_key
    from monogram.suppliers.models import DropshipAccount

    supplier = Company.objects.create(id=400_100, name="Mugs", type=CompanyType.SUPPLIER)
    Product.objects.create(name="Mug", sku=SKU, supplier=supplier, supplier_sku="M-1")
    limits = {"hourly_request_limit": _NEVER_FULL, "daily_request_limit": _NEVER_FULL}
    companies = []
    for number in range(FIRST_COMPANY, FIRST_COMPANY + COMPANIES):
        company = Company.objects.create(id=number, name=f"Shop {number}", **limits)
        DropshipAccount.objects.create(retailer=company, supplier=supplier)
        companies.append({"id": number, "key": create_api_key(company=company)})
    return companies


def templates() -> dict[str, dict[str, Any]]:
    """Every column of the tables of an order, with the values that a simple order has in it."""
    from django.db import connection, models

    from monogram.jobs.models import Job
    from monogram.orders.models import Order, OrderEvent, OrderItem, Submission

    given: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
        "submission": (Submission, {"body": "{}"}),
        "order": (Order, {"sequence": 1, "extra": "{}", "supplier_id": 400_100}),
        "item": (
            OrderItem,
            {"description": "Mug", "mapped_sku": "M-1"}
            | dict.fromkeys(["external_urls", "attributes", "aspects", "routing"], "[]")
            | {"extra": "{}"},
        ),
        "event": (OrderEvent, {"sequence": 1, "actor": "Shop (1)", "kind": "placed", "to_status": 1}),
        "job": (Job, {"task_path": "monogram.oms.jobs.prepare_order", "args": "[]", "kwargs": "{}"}),
    }
    rows = {}
    for name, (model, own) in given.items():
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        rows[name] = {
            field.column: own.get(field.column, _plain(field.get_default(), connection.vendor)) for field in fields
        }
    return rows


def _plain(value: Any, vendor: str) -> Any:
    """A default as the drivers take it; moments are set by whoever inserts."""
    if hasattr(value, "isoformat"):
        return "2026-01-01 00:00:00.000000" if vendor == "sqlite" else value.isoformat()
    return value


def fill(count: int) -> None:
    """Orders of the past, each with submission, line, event and a finished job, by the database's own means."""
    from django.db import connection

    vendor = connection.vendor
    numbers = _NUMBERS[vendor].format(count=count)

    def hexadecimal(length: int) -> str:
        return _RANDOM_HEX[vendor].format(length=length)

    own: dict[str, dict[str, str]] = {
        "submission": {
            "id": "n", "external_ref": "'PAST-' || n", "company_id": f"{FIRST_COMPANY} + n % {COMPANIES}",
            "body_sha256": hexadecimal(32) + " || " + hexadecimal(32),
        },
        "order": {
            "id": "n", "submission_id": "n", "ref": hexadecimal(16), "external_ref": "'PAST-' || n",
            "company_id": f"{FIRST_COMPANY} + n % {COMPANIES}", "status": "8",
            "shipping_address_1": "'1 Old Street'",
        },
        "item": {
            "id": "n", "order_id": "n", "ref": hexadecimal(11), "external_ref": "'1'", "quantity": "1", "type": "4",
        },
        "event": {"id": "n", "order_id": "n", "event_id": f"lower({hexadecimal(32)})"},
    }  # fmt: skip
    tables = {
        "submission": "orders_submission", "order": "orders_order", "item": "orders_orderitem",
        "event": "orders_orderevent",
    }  # fmt: skip
    with connection.cursor() as cursor:
        for name, expressions in own.items():
            row = templates()[name] | {"id": None}
            values = [expressions.get(column) or _literal(value) for column, value in row.items()]
            cursor.execute(
                f"INSERT INTO {tables[name]} ({', '.join(map(_quoted, row))}) SELECT {', '.join(values)} FROM {numbers}"
            )
            if vendor == "postgresql":
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{tables[name]}', 'id'), {count + 1})")
        cursor.execute("ANALYZE")


def _quoted(column: str) -> str:
    return f'"{column}"'


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def floor_config(companies: list[dict[str, Any]]) -> dict[str, Any]:
    """What the floor needs to know."""
    from django.conf import settings
    from django.db import connection

    from monogram.common import signing

    is_sqlite = connection.vendor == "sqlite"
    mark = "?" if is_sqlite else "%s"
    rows = templates()
    tables = {
        "submission": "orders_submission", "order": "orders_order", "item": "orders_orderitem",
        "event": "orders_orderevent", "job": "jobs_job",
    }  # fmt: skip
    sql = {
        name: f"INSERT INTO {table} ({', '.join(map(_quoted, rows[name]))}) "
        f"VALUES ({', '.join([mark] * len(rows[name]))}) RETURNING id"
        for name, table in tables.items()
    }
    sql["key"] = (
        "SELECT c.id, c.is_active, c.allowed_addresses, c.hourly_request_limit, c.daily_request_limit "
        "FROM companies_apikey k JOIN companies_company c ON c.id = k.company_id "
        f"WHERE k.company_id = {mark} AND k.key_hash = {mark} AND k.revoked_at IS NULL"
    )
    sql["rate_limit"] = (
        "INSERT INTO companies_ratelimitwindow AS w (company_id, seconds, starts_at, count) "
        f"VALUES ({mark}, {mark}, {mark}, 1) ON CONFLICT (company_id, seconds, starts_at) "
        f"DO UPDATE SET count = w.count + 1 WHERE w.count < {mark} RETURNING count"
    )
    if not is_sqlite:
        sql["job"] = (
            "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'monogram', 0, NULL, NULL, %s::jsonb, now())]"
            "::procrastinate_job_to_defer_v1[])"
        )
    return {
        "sql": sql,
        "values": rows,
        "hash_key": base64.b64encode(signing._derived_key("lookup")).decode(),
        "sqlite": str(settings.DATABASES["default"]["NAME"]) if is_sqlite else "",
        "postgres": os.environ.get("MONOGRAM_DATABASE_URL", ""),
        "companies": companies,
    }


def main(stored: int, config: Path) -> None:
    """Make the whole world, once, in the database that the environment names."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    companies = make_companies()
    fill(stored)
    config.write_text(json.dumps(floor_config(companies)))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
