"""What can be wrong with a GraphQL request, and how every error is told: `{message, path, extensions: {code}}`."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any, NotRequired

from graphql import GraphQLError
from typing_extensions import TypedDict

from monogram.common import refs
from monogram.common.errors import MonogramError
from monogram.companies.errors import RateLimitExceededError
from monogram.oauth.errors import ScopeMissingError

logger = logging.getLogger(__name__)


class RequestUnreadableError(MonogramError):
    """The body is not `{"query", "variables", "operationName"}` in JSON, or a list of such."""

    code = 60000
    message = 'The body must be JSON: {"query": "…", "variables": {…}}'


class QueryRefusedError(MonogramError):
    """The query cannot be read, or asks for what the schema does not have."""

    code = 60001
    message = "The query does not fit the schema"


class QueryTooLargeError(MonogramError):
    """The query asks for more than one request may; `limits` says how much that is."""

    code = 60002
    message = "The query is too large"


class ArgumentError(MonogramError):
    """An argument has a value that cannot be used."""

    code = 60003
    message = "An argument cannot be used"


class SessionRefusedError(MonogramError):
    """The person who is signed in may not ask in this company's name, or the page's CSRF token is missing."""

    code = 60004
    http_status = 403
    message = "You may not ask in this company's name"


class ErrorDocument(TypedDict):
    """One error. `path` is that of the field in the answer; `extensions.argument` what of its arguments is wrong,
    `extensions.scope` what the token lacks, `extensions.retry_after` in how many seconds there is room again."""

    message: str
    locations: NotRequired[list[dict[str, int]]]
    path: NotRequired[list[str | int]]
    extensions: dict[str, Any]


def refusal(error: MonogramError) -> ErrorDocument:
    """A refusal of a request as a whole."""
    extensions: dict[str, Any] = {"code": error.code}
    if error.path:
        extensions["argument"] = error.path
    if isinstance(error, ScopeMissingError):
        extensions["scope"] = error.data["scope"]
    if isinstance(error, RateLimitExceededError):
        extensions["retry_after"] = error.data["retry_after"]
    return {"message": error.text, "extensions": extensions}


def documents_of(errors: Iterable[GraphQLError]) -> list[ErrorDocument]:
    """What went wrong while a query was read or carried out. Accidents of ours are told by a reference alone."""
    return [_document(error) for error in errors]


def _document(error: GraphQLError) -> ErrorDocument:
    cause = error.original_error
    if isinstance(cause, MonogramError):
        told = refusal(cause)
    elif cause is None or isinstance(cause, GraphQLError):
        told = {"message": error.message, "extensions": {"code": QueryRefusedError.code}}
    else:
        told = accident(cause)
    if error.locations:
        told["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        told["path"] = list(error.path)
    return told


def accident(error: BaseException) -> ErrorDocument:
    """An error that no one foresaw: the caller gets a reference, the log the same reference and all the rest."""
    reference = refs.new_error_reference()
    logger.error("unexpected error %s in GraphQL", reference, exc_info=error)
    # The spelling is the contract's.
    return {"message": f"An unexpected error occured {reference}", "extensions": {"code": None}}
