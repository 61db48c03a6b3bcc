"""What is sent: the request of one attempt, signed with what holds at this moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from monogram.callbacks import policy, queries, services, signatures
from monogram.callbacks.claims import Claim
from monogram.callbacks.destinations import destinations
from monogram.callbacks.models import DeliveryKind, SigningSecret
from monogram.common import clock, signing
from monogram.companies.models import Company
from monogram.suppliers.queries import PushTarget

_KEPT_HEADERS = 40
_LONGEST_KEPT_HEADER = 400

_UNREADABLE = "The key that signs it cannot be read: "


@dataclass(frozen=True, slots=True)
class Request:
    """One attempt that is about to be made; with `trouble`, one that cannot be made, and why."""

    claim: Claim
    at: datetime
    url: str
    headers: Mapping[str, str]
    body: bytes
    trouble: str = ""
    folder: str = ""
    """Of a file, the receiver that its folder is."""

    @property
    def receiver(self) -> str:
        return self.folder or queries.receiver_of(self.url) if self.url else self.claim.receiver


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a status with the answer's head and beginning, or the reason why there was no answer.

    Files have no status: they were written, or else `is_lasting` says of the reason that it will not pass by itself.
    """

    request: Request
    duration_ms: int
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    error: str = ""
    is_written: bool = False
    is_lasting: bool = False

    @property
    def is_success(self) -> bool:
        return self.is_written or (self.status is not None and 200 <= self.status < 300)

    @property
    def is_refusal(self) -> bool:
        """Whether the same would come of it later, too: somebody has to look."""
        return self.is_lasting or policy.is_refusal(self.status)


def build(claims: Sequence[Claim]) -> list[Request]:
    """The requests of some claims. A push goes where the supplier wants it today, under today's key.

    One that does not go by a request any longer, or not to this supplier, is given back and left out.
    """
    now = clock.now()
    secrets = _secrets_of({claim.company_id for claim in claims if claim.kind == DeliveryKind.STATUS_CALLBACK}, now)
    pushes = destinations([claim for claim in claims if claim.kind == DeliveryKind.SUPPLIER_PUSH], of=PushTarget)
    return [
        _callback(claim, secrets[claim.company_id], now)
        if claim.kind == DeliveryKind.STATUS_CALLBACK
        else _push(claim, pushes[claim.delivery_id], now)
        for claim in claims
        if claim.kind == DeliveryKind.STATUS_CALLBACK or claim.delivery_id in pushes
    ]


def _callback(claim: Claim, secrets: Sequence[str] | str, now: datetime) -> Request:
    body = claim.body.encode()
    if isinstance(secrets, str):
        return Request(claim, now, claim.url, _headers({}), body, trouble=secrets)
    signature = signatures.callback_headers(message_id=claim.delivery_id, body=body, secrets=secrets, at=now)
    return Request(claim, now, claim.url, _headers(signature), body)


def _push(claim: Claim, target: PushTarget | str, now: datetime) -> Request:
    body = claim.body.encode()
    if isinstance(target, str):
        return Request(claim, now, "", _headers({}), body, trouble=target)
    signature = signatures.push_headers(message_id=claim.delivery_id, body=body, key=target.hmac_key)
    return Request(claim, now, target.url, _headers(signature), body)


def _headers(signature: Mapping[str, str]) -> Mapping[str, str]:
    return {"Content-Type": "application/json; charset=utf-8", **signature}


def _secrets_of(company_ids: set[int], now: datetime) -> dict[int, Sequence[str] | str]:
    """With which secrets each company's callbacks are signed now, the newest first; or why with none."""
    found: dict[int, Sequence[str] | str] = {}
    for row in SigningSecret.objects.filter(company_id__in=company_ids):
        is_changing = row.previous_until is not None and row.previous_until > now
        tokens = [row.encrypted_secret, *([row.encrypted_previous_secret] if is_changing else [])]
        try:
            found[row.company_id] = [_decrypted(token) for token in tokens]
        except ValueError as error:
            found[row.company_id] = _UNREADABLE + str(error)
    for company in Company.objects.filter(pk__in=company_ids - found.keys()):
        found[company.pk] = [services.signing_secret(company)]
    return found


@lru_cache(maxsize=2048)
def _decrypted(token: str) -> str:
    return signing.decrypt(token)


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """An answer's headers as they are kept with the attempt: not too many, and none too long."""
    return {name: kept_text(value[:_LONGEST_KEPT_HEADER]) for name, value in list(headers.items())[:_KEPT_HEADERS]}


def kept_text(text: str) -> str:
    """Somebody else's text as the database can keep it: PostgreSQL takes no NUL."""
    return text.replace("\0", "\ufffd")
