"""How often a client may call, and how often anybody may ask for a token."""

from __future__ import annotations

from dataclasses import dataclass

from monogram.common.commits import commit_together
from monogram.companies import usage
from monogram.companies.rate_limit import DAY, HOUR, Quota
from monogram.oauth.errors import ClientsRateLimitExceededError
from monogram.oauth.models import ApiClient

TOKENS_PER_HOUR = 600
"""Of one client, and of one address: a program that asks anew for each piece of work is not refused."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often somebody may call. `subject` is who, as the counts name them."""

    subject: str
    per_hour: int
    per_day: int

    def take(self, calls: int = 1) -> list[Quota]:
        """Count so many calls; what is left then. Raises ClientsRateLimitExceededError, and then counts none."""

        def count() -> list[Quota]:
            return [self._count(seconds, most, calls) for seconds, most in ((HOUR, self.per_hour), (DAY, self.per_day))]

        return commit_together(count)

    def _count(self, seconds: int, most: int, calls: int) -> Quota:
        used = usage.count_use(f"{self.subject} {seconds}", seconds=seconds, most=most, places=calls)
        if used.place is None:
            message = (
                None if calls == 1 else f"That counts as {calls} more requests, which the rate limit does not allow"
            )
            raise ClientsRateLimitExceededError(message, retry_after=used.reset, limit=most, seconds=seconds)
        return Quota(seconds, most, most - used.place, used.reset)


def allowance_of(client: ApiClient) -> Allowance:
    """A client's, by its own limits."""
    return Allowance(f"client {client.pk}", client.hourly_request_limit, client.daily_request_limit)


def count_request(client: ApiClient) -> list[Quota]:
    """Count a call against the client's limits. Raises ClientsRateLimitExceededError; a refusal leaves no trace."""
    return allowance_of(client).take()


def wait_for_address(address: str) -> int:
    """Count a request for a token from an address; 0, or the seconds until one is heard again."""
    return usage.take_place(f"token address {usage.household(address)}", seconds=HOUR, most=TOKENS_PER_HOUR)


def wait_for_client(client: ApiClient) -> int:
    """The same for a client that has shown its secret."""
    return usage.take_place(f"token client {client.pk}", seconds=HOUR, most=TOKENS_PER_HOUR)
