"""What the OpenAPI document is made of: an operation's answers, its refusals with their codes, its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from monogram.api.errors import RefusalDocument
from monogram.api.examples import REFUSAL
from monogram.api.schemas import Schema, ref
from monogram.common.errors import MonogramError
from monogram.companies import errors as company_errors
from monogram.orders.errors import ERROR_TABLE, CompanyRefIdMissingError

JSON = "application/json"

ADMISSION: tuple[type[MonogramError], ...] = (
    company_errors.AuthenticationFailedError,
    company_errors.CompanyDeactivatedError,
    company_errors.AddressNotAllowedError,
    company_errors.RateLimitExceededError,
)
RETAILERS = SUPPLIERS = (*ADMISSION, company_errors.WrongCompanyTypeError)
ANYTHING_ELSE = (ERROR_TABLE[0],)
BODY = (ERROR_TABLE[0], ERROR_TABLE[100])
ORDER_2_1 = tuple(ERROR_TABLE.values())
ORDER_ERRORS = tuple(error for error in ORDER_2_1 if error is not CompanyRefIdMissingError)

LIMITS: Schema = {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit-Policy", "RateLimit")}


def content(schema: Schema, example: Any = None) -> Schema:
    """A body of JSON."""
    return {JSON: {"schema": schema} if example is None else {"schema": schema, "example": example}}


def refused(errors: Iterable[type[MonogramError]], description: str, example: Any = REFUSAL) -> Schema:
    """An error answer, with the table of all codes that this operation gives, for people and for programs."""
    table = {error.code: error.message or "Anything else: see the message" for error in errors}
    rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in sorted(table.items()))
    codes = {"properties": {"error": {"properties": {"code": {"enum": sorted(table)}}}}}
    return {
        "description": f"{description}\n\n| code | meaning |\n|---|---|\n{rows}",
        "headers": {**LIMITS, "Retry-After": {"$ref": "#/components/headers/Retry-After"}},
        "content": content({"allOf": [ref(RefusalDocument), codes]}, example),
    }


def operation(
    answer: Schema,
    description: str,
    errors: Iterable[type[MonogramError]],
    *,
    success: str = "200",
    example: Any = None,
    body: Schema | None = None,
    body_example: Any = None,
    parameters: list[Schema] | None = None,
    headers: Mapping[str, Schema] | None = None,
    may_be_missing: bool = False,
) -> Schema:
    """An operation: what it answers, and each code with which it refuses. `may_be_missing`: also with HTTP 404."""
    refusal = refused(errors, "The request is refused, and nothing is written.")
    responses: Schema = {
        success: {
            "description": description,
            "headers": {**LIMITS, **(headers or {})},
            "content": content(answer, example),
        },
        "400": refusal,
        "500": {"$ref": "#/components/responses/Accident"},
    }
    if may_be_missing:
        responses["404"] = {"$ref": "#/components/responses/NotFound"}
    described: Schema = {"responses": responses}
    if body:
        described["requestBody"] = {"required": True, "content": content(body, body_example)}
    if parameters:
        described["parameters"] = parameters
    return described


def simple(description: str, code: int | None = 0) -> Schema:
    """An error answer with one code."""
    codes = {"properties": {"error": {"properties": {"code": {"const": code}}}}}
    return {"description": description, "content": content({"allOf": [ref(RefusalDocument), codes]})}


def query(name: str, schema: Schema, description: str, **more: Any) -> Schema:
    """A parameter of the query."""
    return {"name": name, "in": "query", "schema": schema, "description": description, **more}


TEXT: Schema = {"type": "string"}
IDEMPOTENCY_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "maxLength": 255},
    "description": "The same request with the same key gets the stored orders back.",
}
