"""What a launch allows for a while afterwards: a signed token that the page sends with every request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, TypeAlias

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from monogram.catalogue.models import Category, Product
from monogram.common import clock
from monogram.companies.models import Company
from monogram.companies.services import usable_api_keys
from monogram.embed.public import endpoint
from monogram.virtual_products.launch import Launch, product_to_open
from monogram.virtual_products.launch_errors import LaunchTargetError, SessionEndedError

LIFETIME = timedelta(hours=1)
LONGEST = timedelta(hours=12)
"""However often it is renewed."""
RENEWAL_HEADER = "X-Session"

_SIGNER = Signer(salt="monogram.embed.creator")
_SCHEME = "bearer"


@dataclass(frozen=True)
class Session:
    """What the link named, by numbers. Times are seconds since 1970."""

    company_id: int
    api_key_id: int
    approved_id: int
    blanks_id: int
    pending_id: int | None
    product_id: int | None
    artist: str
    nonce: str
    begun_at: int
    ends_at: int

    @cached_property
    def company(self) -> Company:
        """Raises SessionEndedError when it was deactivated, or the key that signed the link was revoked."""
        key = next((key for key in usable_api_keys(self.company_id) if key.pk == self.api_key_id), None)
        if key is None or not key.company.is_active:
            raise SessionEndedError("What this was opened with works no more. Go back and open it again.")
        return key.company

    @cached_property
    def approved(self) -> Category:
        return _category(self.approved_id)

    @cached_property
    def blanks(self) -> Category:
        return _category(self.blanks_id)

    @cached_property
    def pending(self) -> Category | None:
        return None if self.pending_id is None else _category(self.pending_id)

    @cached_property
    def product(self) -> Product | None:
        """What it was opened with: a blank to begin with, or a virtual product to change."""
        return None if self.product_id is None else product_to_open(self.company, self.product_id)

    @property
    def opened_blank(self) -> int | None:
        """The blank that it was opened with, or that of the virtual product: it need not be one of the category."""
        return (self.product.base_id or self.product.pk) if self.product else None

    @property
    def requested_by(self) -> str:
        """Who makes products here, to be noted with them."""
        return f"creator, {self.artist}" if self.artist else f"creator, launch {self.nonce}"


CreatorView: TypeAlias = Callable[..., HttpResponse]
"""A view of one method: the request, its session, and the address' parts as keywords."""


def begin(launch: Launch) -> Session:
    """The session of a launch, for an hour."""
    now = int(clock.now().timestamp())
    return Session(
        company_id=launch.company.pk,
        api_key_id=launch.api_key.pk,
        approved_id=launch.approved.pk,
        blanks_id=launch.blanks.pk,
        pending_id=launch.pending.pk if launch.pending else None,
        product_id=launch.product.pk if launch.product else None,
        artist=launch.artist,
        nonce=launch.nonce,
        begun_at=now,
        ends_at=now + int(LIFETIME.total_seconds()),
    )


def token_of(session: Session) -> str:
    """The session as the page holds it: readable by anybody, made by us alone."""
    return _SIGNER.sign_object(asdict(session), compress=True)


def read_token(token: str) -> Session:
    """The session that has not run out. Raises SessionEndedError."""
    try:
        session = Session(**_SIGNER.unsign_object(token))
    except (BadSignature, TypeError, ValueError) as error:
        raise SessionEndedError from error
    if clock.now() > datetime.fromtimestamp(session.ends_at, UTC):
        raise SessionEndedError
    return session


def renewed(session: Session) -> Session | None:
    """The same for an hour from now, once half of its time is over; None before, and when it has been long enough."""
    now = int(clock.now().timestamp())
    ends_at = min(now + int(LIFETIME.total_seconds()), session.begun_at + int(LONGEST.total_seconds()))
    is_half_over = session.ends_at - now < LIFETIME.total_seconds() / 2
    return replace(session, ends_at=ends_at) if is_half_over and ends_at > session.ends_at else None


def creator_endpoint(**views: CreatorView) -> Callable[..., HttpResponse]:
    """`public.endpoint` for those that a launch has let in; the answers bring the session's renewal."""
    return endpoint(**{method: _within_session(view) for method, view in views.items()})


def _within_session(view: CreatorView) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        scheme, _, token = request.headers.get("Authorization", "").strip().partition(" ")
        if scheme.lower() != _SCHEME:
            raise SessionEndedError
        session = read_token(token.strip())
        session.company  # noqa: B018 - asked for first, so that nothing is done for one who is let in no more
        response = view(request, session, **parts)
        if later := renewed(session):
            response[RENEWAL_HEADER] = token_of(later)
        return response

    return answer


def _category(category_id: int) -> Category:
    category = Category.objects.filter(pk=category_id).first()
    if category is None:
        raise LaunchTargetError("A category that this was opened with is there no more. Go back and open it again.")
    return category
