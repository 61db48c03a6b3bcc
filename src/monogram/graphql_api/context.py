"""What resolvers know of the request: who calls, what it may still cost, and rows that were read together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from strawberry.types import Info

from monogram.companies import rate_limit
from monogram.companies.models import Company
from monogram.graphql_api.limits import Budget
from monogram.oauth.limits import Allowance

Row = TypeVar("Row")
Result = TypeVar("Result")


class Caller(Protocol):
    """A company that asks by an access token, or by a person who is signed in."""

    @property
    def company(self) -> Company: ...
    @property
    def client_id(self) -> str: ...
    @property
    def scopes(self) -> frozenset[str]: ...
    @property
    def allowance(self) -> Allowance: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


@dataclass
class Context:
    """One HTTP request."""

    caller: Caller
    budget: Budget = field(default_factory=Budget)
    units: int = 0
    """What its operations have come to so far (`units`)."""
    headers: Mapping[str, str] = field(init=False)
    """What is left of the caller's allowance, for the answer."""

    def __post_init__(self) -> None:
        self.headers = self.caller.headers

    def count(self, units: int) -> None:
        """Count what an operation costs; the first unit is the request's own. Raises ClientsRateLimitExceededError."""
        if more := max(1, self.units + units) - max(1, self.units):
            self.headers = rate_limit.headers(self.caller.allowance.take(more))
        self.units += units

    @property
    def company(self) -> Company:
        """In whose name everything is read and written."""
        return self.caller.company


ApiInfo: TypeAlias = Info[Context, None]


class Rows(Generic[Row]):
    """Rows that were read together. What belongs to them is read for all of them when the first is asked for it, so
    that an answer takes the same number of statements however many rows it has."""

    def __init__(self, context: Context, rows: Sequence[Row]) -> None:
        self.context = context
        self.rows = rows
        self._read: dict[str, Any] = {}

    def once(self, what: str, read: Callable[[Sequence[Row]], Result]) -> Result:
        """What `read` makes of all rows; under the same name it is made once."""
        if what not in self._read:
            self._read[what] = read(self.rows)
        found: Result = self._read[what]
        return found
