"""Opening the Virtual Product Creator: a link that a shop's server has signed (`contract.md §9`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from monogram.catalogue.blanks import possible_blanks
from monogram.catalogue.models import Category, Product, VirtualState
from monogram.catalogue.queries import visible_categories
from monogram.common import clock, signing
from monogram.companies.models import ApiKey, Company, is_origin
from monogram.companies.services import reveal_api_key, usable_api_keys
from monogram.virtual_products.launch_errors import (
    LaunchCompanyError,
    LaunchExpiredError,
    LaunchIncompleteError,
    LaunchOriginError,
    LaunchSignatureError,
    LaunchTargetError,
    LaunchUsedError,
)
from monogram.virtual_products.models import UsedNonce

LIFETIME = timedelta(seconds=15)
LONGEST_QUERY = 8000
LONGEST_NONCE = 128
LONGEST_ARTIST = 64
LONGEST_CSS = 2000
_MOST_PARAMETERS = 50
_LONGEST_NUMBER = 18
_LONGEST_TIME = 11
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True)
class Launch:
    """A link found to be in order.

    `product`: a blank to begin with or a virtual product to change. `origin`: the page that frames the creator and
    hears of what was made. `css`: the address of a stylesheet of the shop's. `artist`: who makes the products, as the
    shop calls them. `api_key`: what the link was signed with.
    """

    company: Company
    api_key: ApiKey
    approved: Category
    blanks: Category
    pending: Category | None
    product: Product | None
    origin: str
    css: str
    artist: str
    nonce: str
    expires_at: datetime


def read_launch(query_string: str) -> Launch:
    """Check a link, given its query exactly as it was sent.

    What is wrong with the link's own form is said to anybody; what is wrong behind the signature only to who can sign.
    Raises LaunchIncompleteError, LaunchSignatureError, then LaunchCompanyError, LaunchExpiredError, LaunchOriginError
    or LaunchTargetError. The link stays good until `use_up`.
    """
    fields = _fields(query_string)
    company_id = _number(fields, "company_ref_id")
    approved, blanks = _number(fields, "approved_pc"), _number(fields, "blanks_pc")
    pending, product = _optional_number(fields, "pending_pc"), _optional_number(fields, "product_id")
    signed_at = _time(fields)
    nonce = _line(fields, "nonce", LONGEST_NONCE)
    origin, css = _origin(fields), _css(fields)
    artist = _line(fields, "artist", LONGEST_ARTIST) if fields.get("artist") else ""
    api_key = _signing_key(company_id, query_string, fields)
    company = _allowed(api_key.company)
    _check_age(signed_at)
    if company.frame_origins and origin not in company.frame_origins:
        raise LaunchOriginError(f"Pages of {origin} may not frame the creator. {company.name} has named others.")
    return Launch(
        company=company,
        api_key=api_key,
        approved=_category(company, approved, "approved_pc"),
        blanks=_category(company, blanks, "blanks_pc"),
        pending=None if pending is None else _category(company, pending, "pending_pc"),
        product=None if product is None else product_to_open(company, product),
        origin=origin,
        css=css,
        artist=artist,
        nonce=nonce,
        expires_at=signed_at + LIFETIME,
    )


def use_up(launch: Launch) -> None:
    """Let the link be good no more. Of two at once one wins, the other gets LaunchUsedError."""
    UsedNonce.objects.filter(expires_at__lt=clock.now() - LIFETIME).delete()
    try:
        with transaction.atomic():
            UsedNonce.objects.create(company=launch.company, nonce=launch.nonce, expires_at=launch.expires_at)
    except IntegrityError as error:
        raise LaunchUsedError from error


def check_unused(launch: Launch) -> None:
    """Raises LaunchUsedError for a link that is good no more."""
    if UsedNonce.objects.filter(company=launch.company, nonce=launch.nonce).exists():
        raise LaunchUsedError


def signed_part(query_string: str) -> str:
    """What is signed of a query: all but `hmac`, wherever that stands, as it is."""
    return "&".join(part for part in query_string.split("&") if not part.startswith("hmac="))


def product_to_open(company: Company, product_id: int) -> Product:
    """A blank that the company may use, or a virtual product of its own. Raises LaunchTargetError."""
    own = Product.objects.filter(owner=company, virtual_state__in=[VirtualState.PENDING, VirtualState.APPROVED])
    blanks = possible_blanks(company)
    found = own.filter(pk=product_id).select_related("base").first() or blanks.filter(pk=product_id).first()
    if found is None:
        raise LaunchTargetError(f"There is no product {product_id} to begin with.", path="product_id")
    return found


def _fields(query_string: str) -> dict[str, str]:
    if len(query_string) > LONGEST_QUERY:
        raise LaunchIncompleteError("The link to the creator is too long.")
    try:
        pairs = parse_qsl(query_string, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise LaunchIncompleteError("The link to the creator has too many parameters.") from error
    fields = dict(pairs)
    for name, _ in pairs:
        if sum(other == name for other, _ in pairs) > 1:
            raise LaunchIncompleteError(f"“{name[:LONGEST_ARTIST]}” stands in the link twice.", path=name)
    return fields


def _given(fields: Mapping[str, str], name: str) -> str:
    if not fields.get(name):
        raise LaunchIncompleteError(f"The link to the creator has no “{name}”.", path=name)
    return fields[name]


def _number(fields: Mapping[str, str], name: str) -> int:
    given = _given(fields, name)
    if not (given.isascii() and given.isdigit() and len(given) <= _LONGEST_NUMBER):
        raise LaunchIncompleteError(f"“{name}” must be a number.", path=name)
    return int(given)


def _optional_number(fields: Mapping[str, str], name: str) -> int | None:
    return _number(fields, name) if fields.get(name) else None


def _time(fields: Mapping[str, str]) -> datetime:
    given = _given(fields, "time")
    if not (given.isascii() and given.isdigit() and len(given) <= _LONGEST_TIME):
        raise LaunchIncompleteError("“time” must be the number of seconds since 1970.", path="time")
    return datetime.fromtimestamp(int(given), UTC)


def _line(fields: Mapping[str, str], name: str, longest: int) -> str:
    given = _given(fields, name)
    if len(given) > longest or not given.isprintable():
        raise LaunchIncompleteError(f"“{name}” must be one line of at most {longest} characters.", path=name)
    return given


def _origin(fields: Mapping[str, str]) -> str:
    """As a browser writes it, so that messages to it arrive: a default port or a slash at the end is left out."""
    given = _given(fields, "origin").lower().removesuffix("/")
    origin = given.removesuffix(_DEFAULT_PORTS.get(given.partition(":")[0], ""))
    if not is_origin(origin):
        message = "“origin” must be that of the page that shows the creator, such as https://shop.example."
        raise LaunchIncompleteError(message, path="origin")
    return origin


def _css(fields: Mapping[str, str]) -> str:
    given = fields.get("css", "")
    if not given:
        return ""
    schemes = ("https", "http") if settings.MONOGRAM_DEMO else ("https",)
    try:
        parts = urlsplit(given)
        is_fine = parts.scheme in schemes and is_origin(f"{parts.scheme}://{parts.netloc}".lower())
    except ValueError:
        is_fine = False
    # What a policy reads as its own signs would let in more than this one stylesheet.
    is_fine = is_fine and given.isascii() and given.isprintable() and not any(sign in given for sign in " ;,'\"<>\\")
    if not is_fine or len(given) > LONGEST_CSS:
        raise LaunchIncompleteError("“css” must be the https address of a stylesheet.", path="css")
    return given


def _signing_key(company_id: int, query_string: str, fields: Mapping[str, str]) -> ApiKey:
    """The usable key of the company that signed the link. Raises LaunchSignatureError."""
    given, signed = _given(fields, "hmac").lower(), signed_part(query_string)
    fitting = [
        api_key
        for api_key in usable_api_keys(company_id)
        if signing.equal(signing.hmac_sha512_hex(signed, reveal_api_key(api_key)), given)
    ]
    if not fitting:
        raise LaunchSignatureError
    return fitting[0]


def _allowed(company: Company) -> Company:
    if not company.is_active:
        raise LaunchCompanyError("This company has been deactivated.")
    if not company.may_order:
        raise LaunchCompanyError("This company supplies and does not sell: it makes no products of its own.")
    return company


def _check_age(signed_at: datetime) -> None:
    """A clock may go wrong by as much as a link is good for, in both directions."""
    seconds = round((clock.now() - signed_at).total_seconds())
    if seconds > LIFETIME.total_seconds():
        advice = "Make it when the page is shown, and see that your server's clock is right."
        raise LaunchExpiredError(
            f"The link has run out: it is {seconds:,} seconds old, and opens for 15. {advice}", seconds=seconds
        )
    if -seconds > LIFETIME.total_seconds():
        raise LaunchExpiredError(
            f"The link is from the future, by {-seconds:,} seconds: your server's clock is wrong.", seconds=seconds
        )


def _category(company: Company, category_id: int, name: str) -> Category:
    category = visible_categories(company).filter(pk=category_id).first()
    if category is None:
        raise LaunchTargetError(f"“{name}”: {company.name} has no category {category_id}.", path=name)
    return category
