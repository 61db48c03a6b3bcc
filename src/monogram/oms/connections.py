"""How orders reach a supplier and whether that works: in words for its people, without any secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TypeAlias
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.utils import timezone

from monogram.callbacks.models import Attempt, Channel, Delivery, DeliveryStatus
from monogram.callbacks.queries import pushes_to
from monogram.common import clock, http
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.suppliers.models import FolderIntegration, PushIntegration
from monogram.transports import services
from monogram.transports.checking import Check, check_folder
from monogram.transports.settings import FolderProtocol
from monogram.transports.steps import Step

Integration: TypeAlias = PushIntegration | FolderIntegration

_LATE = timedelta(days=1)
_THIS_WEEK = timedelta(days=7)
LOOKED_BACK = timedelta(days=30)
"""How old messages may be to count: a supplier of many years has millions."""
_TEST_SECONDS = 10.0
_HIDDEN = "hidden"
_SECRET_NAMES = ("authorization", "cookie", "hmac", "key", "secret", "signature", "token")


@dataclass(frozen=True, slots=True)
class Health:
    """Whether orders arrive, in a sentence. `tone`: `success`, `warning`, `danger`, or "" where nothing is known."""

    tone: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Connection:
    """One way of a supplier's orders. `integration` is None where they wait to be fetched."""

    integration: Integration | None
    whose: str
    """Which orders go that way."""
    where: str
    """Host, or protocol, host and path; never an address with its query, which may hold a secret."""
    health: Health

    @property
    def kind(self) -> str:
        """`push`, `folder` or `api`."""
        if self.integration is None:
            return "api"
        return "push" if isinstance(self.integration, PushIntegration) else "folder"

    @property
    def public_key(self) -> str:
        """The SSH key of ours to install on the supplier's server; "" where none is used."""
        folder = self.integration
        is_used = isinstance(folder, FolderIntegration) and folder.protocol == FolderProtocol.SFTP and folder.uses_key
        return folder.public_key if isinstance(folder, FolderIntegration) and is_used else ""


def connections_of(supplier: Company) -> list[Connection]:
    """The supplier's own way first, then those of single accounts."""
    integrations = integrations_of(supplier)
    others = [each.account_id for each in integrations if each.account_id]
    found = [_connection(supplier, each, others) for each in integrations]
    has_own = any(each.supplier_id and each.is_enabled for each in integrations)
    return found if has_own else [_fetched(supplier), *found]


def integrations_of(supplier: Company) -> list[Integration]:
    """Pushes and folders of a supplier and of its accounts: the one door through which it sees them."""
    own = Q(supplier=supplier) | Q(account__supplier=supplier)
    pushes = PushIntegration.objects.filter(own).select_related("account__retailer", "supplier")
    folders = FolderIntegration.objects.filter(own).select_related("account__retailer", "account__supplier", "supplier")
    return sorted([*pushes, *folders], key=lambda each: each.account_id or 0)


def messages_of(supplier: Company) -> QuerySet[Delivery]:
    """What was written down for a supplier about its orders, the latest first: the one door to them."""
    messages = Delivery.objects.filter(pushes_to(supplier))
    return messages.select_related("order").order_by("-created_at", "-sequence")


def try_push(push: PushIntegration) -> Health:
    """Whether the address answers a HEAD request, without an order and unsigned.

    The contract has no message for trying: whatever else is sent, a supplier's program could take for an order.
    """
    host = urlsplit(push.url).hostname
    if not host:
        return Health("danger", "No address is set: ask our staff.")
    try:
        answer = http.request("HEAD", push.url, timeout=_TEST_SECONDS, max_bytes=1000, cut=True)
    except MonogramError as error:
        return Health("danger", f"{host} was not reached: {error.text}.")
    return Health(
        "success",
        f"{host} answered {_in_words(answer.status)} to a HEAD request. It can be reached; whether it takes orders is "
        "not known by that: none was sent, and no signature.",
    )


def try_folder(folder: FolderIntegration) -> list[Check]:
    """*Test connection*; a folder that passes is spoken to again at once."""
    try:
        settings = folder.folder_settings
    except ValueError:
        return [Check(Step.SIGN_IN, passed=False, detail="Our stored password or key cannot be read: ask our staff")]
    checks = check_folder(settings)
    if checks and checks[-1].passed:
        services.note_trouble(FolderIntegration, folder.pk, "")
    return checks


def shown_headers(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Headers for people: those that sign, prove or remember somebody only by name."""
    return [
        (name, _HIDDEN if any(secret in name.lower() for secret in _SECRET_NAMES) else value)
        for name, value in headers.items()
    ]


def shown_address(url: str) -> str:
    """Of a web address the host alone, as paths and queries may hold secrets; a file's path as it is."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}/…" if parts.scheme in {"http", "https"} else url


def outcome_of(attempt: Attempt) -> str:
    """What came of an attempt, in a few words."""
    if attempt.error:
        return attempt.error
    return "Written" if attempt.response_status is None else _in_words(attempt.response_status)


def has_succeeded(attempt: Attempt) -> bool:
    """Whether the attempt delivered its message."""
    status = attempt.response_status
    return not attempt.error and (status is None or 200 <= status < 300)


def _connection(supplier: Company, integration: Integration, others: Sequence[int]) -> Connection:
    """`others`: the accounts that have ways of their own."""
    account = integration.account
    whose = f"Orders of {account.retailer.name} (account {account.pk})" if account else "All orders"
    health = _health(integration, _attempts(supplier, integration, others))
    return Connection(integration, whose, _where(integration), health)


def _where(integration: Integration) -> str:
    if isinstance(integration, PushIntegration):
        return urlsplit(integration.url).netloc.rpartition("@")[2] or "No address"
    if integration.protocol == FolderProtocol.LOCAL:
        return "A folder on the platform’s own machine"
    host = integration.bucket if integration.protocol == FolderProtocol.S3 else integration.host
    port = f":{integration.port}" if integration.port else ""
    return f"{integration.protocol}://{host}{port}/{integration.folder.lstrip('/')}"


def _attempts(supplier: Company, integration: Integration, others: Sequence[int]) -> QuerySet[Attempt]:
    """Of the messages that go this way, the latest first."""
    channel = Channel.HTTP if isinstance(integration, PushIntegration) else Channel.FILE
    attempts = Attempt.objects.filter(
        pushes_to(supplier, of="delivery__"),
        delivery__channel=channel,
        delivery__created_at__gte=clock.now() - LOOKED_BACK,
    )
    account = "delivery__order__secondary_company_ref_id"
    if integration.account_id:
        attempts = attempts.filter(**{account: integration.account_id})
    else:
        attempts = attempts.filter(Q((f"{account}__isnull", True)) | ~Q((f"{account}__in", others)))
    return attempts.order_by("-at", "-pk")


def _health(integration: Integration, attempts: QuerySet[Attempt]) -> Health:
    if not integration.is_enabled:
        return Health("", "Switched off: new orders wait to be fetched")
    if isinstance(integration, FolderIntegration) and integration.stopped:
        return Health("danger", f"Stopped since {_at(integration.trouble_at)}: {integration.stopped}")
    latest = attempts.first()
    if latest is None:
        return _unused(integration)
    worked = attempts.filter(error="").filter(
        Q(response_status__isnull=True) | Q(response_status__gte=200, response_status__lt=300)
    )
    if has_succeeded(latest):
        return _working(latest, attempts)
    last_good = worked.values_list("at", flat=True).first()
    failing = attempts.filter(at__gt=last_good) if last_good else attempts
    since = failing.order_by("at").values_list("at", flat=True).first()
    return Health("danger", f"Failing since {_at(since)}: {outcome_of(latest)}")


def _unused(integration: Integration) -> Health:
    if isinstance(integration, FolderIntegration) and integration.last_poll_error:
        return Health("warning", f"The last look into the folder came to nothing: {integration.last_poll_error}")
    return Health("", "No order was sent in the last 30 days")


def _working(latest: Attempt, attempts: QuerySet[Attempt]) -> Health:
    sentence = f"Working: last order delivered {clock.ago(latest.at)}"
    given_up = attempts.filter(
        delivery__status=DeliveryStatus.FAILED, delivery__created_at__gte=clock.now() - _THIS_WEEK
    )
    if count := given_up.order_by().values("delivery").distinct().count():
        orders = "1 message was" if count == 1 else f"{count} messages were"
        return Health("warning", f"{sentence}, but {orders} given up this week")
    return Health("success", sentence)


def _fetched(supplier: Company) -> Connection:
    messages = messages_of(supplier).filter(channel=Channel.FEED)
    waiting = messages.filter(status=DeliveryStatus.PENDING)
    count, oldest = waiting.count(), waiting.order_by("created_at").values_list("created_at", flat=True).first()
    late = messages.filter(created_at__gte=clock.now() - LOOKED_BACK)
    fetched = late.filter(delivered_at__isnull=False).order_by("-delivered_at")
    last = fetched.values_list("delivered_at", flat=True).first()
    told = f"Last fetched {clock.ago(last)}" if last else "Nothing was fetched in the last 30 days"
    left = f"{count} message{' waits' if count == 1 else 's wait'}" if count else "nothing waits"
    tone = "warning" if oldest and clock.now() - oldest > _LATE else "success" if last else ""
    return Connection(None, "All orders without another way", "GET /supplier/orders", Health(tone, f"{told}; {left}"))


def _in_words(status: int) -> str:
    known: Sequence[int] = [each.value for each in HTTPStatus]
    return f"HTTP {status} {HTTPStatus(status).phrase}" if status in known else f"HTTP {status}"


def _at(moment: datetime | None) -> str:
    if moment is None:
        return "an unknown time"
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localtime(clock.now()).date()
    return f"{local:%H:%M}" if is_today else f"{local:%d %b, %H:%M}".lstrip("0")
