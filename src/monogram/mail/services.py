"""Errors are gathered here and leave by e-mail, each address hearing of each subject at most once an hour."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from monogram.common import clock
from monogram.mail.models import Digest, DigestEntry

logger = logging.getLogger(__name__)

INTERVAL = timedelta(hours=1)
SAID_AGAIN_AFTER = timedelta(days=1)
KEPT_FOR = timedelta(days=30)
RETRY_DELAYS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), INTERVAL)
"""After as many failures; the last holds for all further ones."""
_LEASE = timedelta(minutes=5)
_MOST_ENTRIES = 1000
_LONGEST = 2000


def is_set_up() -> bool:
    """Whether this installation sends e-mail at all."""
    return bool(settings.EMAIL_HOST)


@transaction.atomic
def gather(*, to: str, subject_key: str, about: str, text: str, is_lasting: bool = False) -> None:
    """Have an address told of an error, in the transaction of what went wrong. Without an address, nobody is.

    `is_lasting`: it goes on until somebody acts, so that the same words are not said again within a day.
    """
    if not to or not is_set_up():
        return
    digest, _ = Digest.objects.get_or_create(to=to, subject_key=subject_key, defaults={"about": about[:200]})
    text = text.replace("\0", "\ufffd")[:_LONGEST]
    if is_lasting and digest.entries.filter(at__gt=clock.now() - SAID_AGAIN_AFTER, text=text).exists():
        return
    DigestEntry.objects.create(digest=digest, text=text)


def due_digests() -> list[int]:
    """The digests that have something to say and may leave now, by id."""
    due = Digest.objects.filter(not_before__lte=clock.now(), entries__sent_at=None).distinct()
    return list(due.values_list("pk", flat=True))


def send_digest(digest_id: int) -> bool:
    """Send what has been gathered; whether it has left. What cannot leave now is kept and tried again later."""
    now = clock.now()
    claimed = Digest.objects.filter(pk=digest_id, not_before__lte=now).update(not_before=now + _LEASE)
    entries = list(DigestEntry.objects.filter(digest=digest_id, sent_at=None)[:_MOST_ENTRIES]) if claimed else []
    if not entries:
        return False
    digest = Digest.objects.get(pk=digest_id)
    try:
        _message(digest, entries).send()
    except (smtplib.SMTPException, OSError) as error:
        _try_again(digest, _said(error))
        return False
    with transaction.atomic():
        DigestEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(sent_at=now)
        Digest.objects.filter(pk=digest_id).update(not_before=now + INTERVAL, sent_at=now, failures=0, last_error="")
    return True


def forget_old_entries() -> int:
    """Delete what was gathered more than 30 days ago, sent or not; how much."""
    return DigestEntry.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()[0]


def _message(digest: Digest, entries: Sequence[DigestEntry]) -> EmailMessage:
    count = f"{len(entries)} errors" if len(entries) > 1 else "An error"
    about = " ".join(digest.about.split())
    told = [f"{number}. {_moment(entry)}\n{_indented(entry.text)}" for number, entry in enumerate(entries, 1)]
    foot = (
        "You get at most one such e-mail an hour. This address is kept in the back office of Monogram, "
        f"{settings.MONOGRAM_PUBLIC_URL}, as “e-mail errors to”."
    )
    body = "\n\n".join([f"{count}: {about}", *told, foot])
    headers = {"Auto-Submitted": "auto-generated"}  # so that nobody's holiday notice answers
    return EmailMessage(f"{count}: {about}", body, settings.DEFAULT_FROM_EMAIL, [digest.to], headers=headers)


def _moment(entry: DigestEntry) -> str:
    return f"{timezone.localtime(entry.at):%d %b %Y, %H:%M %Z}".lstrip("0")


def _indented(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.splitlines())


def _try_again(digest: Digest, error: str) -> None:
    delay = RETRY_DELAYS[min(digest.failures, len(RETRY_DELAYS) - 1)]
    logger.warning("an e-mail to %s could not be sent; it is tried again: %s", digest.to, error)
    Digest.objects.filter(pk=digest.pk).update(
        not_before=clock.now() + delay, failures=digest.failures + 1, last_error=error
    )


def _said(error: Exception) -> str:
    """In plain words: what smtplib raises holds what the server said, never what we signed in with."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"The mail server refused the user name or the password ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return f"The mail server refused the address ({code} {_words(answer)})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"The mail server refused the e-mail ({error.smtp_code} {_words(error.smtp_error)})"
    said = error.strerror if isinstance(error, OSError) else None
    return f"The mail server could not be used: {said or error}"


def _words(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
