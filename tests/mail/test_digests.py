"""Errors by e-mail: gathered, at most one an hour, never lost, against a real mail server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings
from tests.servers.smtp import MailServer, mail_server, use_mail_server

from monogram.common import clock
from monogram.jobs.testing import run_due_jobs
from monogram.mail import jobs, services
from monogram.mail.models import Digest, DigestEntry

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SECRET = "hunter2"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as server:
        use_mail_server(settings, server)
        yield server


def gather(text: str, *, to: str = "errors@factory.example", key: str = "push 1", is_lasting: bool = False) -> None:
    services.gather(to=to, subject_key=key, about="Push to Printer (1)\nX: y", text=text, is_lasting=is_lasting)


def tick(minutes: int = 0) -> None:
    clock.advance(timedelta(minutes=minutes))
    jobs.send_due_digests.enqueue()
    run_due_jobs()


def test_what_has_gathered_leaves_as_one_plain_mail(server: MailServer) -> None:
    gather("Order ONE: die Größe fehlt\nNext: …")
    gather("Order TWO: 木")

    tick()

    [mail] = server.received
    assert (mail["From"], mail["To"]) == ("monogram@example.com", "errors@factory.example")
    assert mail["Subject"] == "2 errors: Push to Printer (1) X: y"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (mail.get_content_type(), server.recipients) == ("text/plain", ["errors@factory.example"])
    assert mail.get_content().replace("\r\n", "\n") == (
        "2 errors: Push to Printer (1) X: y\n\n"
        "1. 26 Nov 2026, 12:00 UTC\n   Order ONE: die Größe fehlt\n   Next: …\n\n"
        "2. 26 Nov 2026, 12:00 UTC\n   Order TWO: 木\n\n"
        "You get at most one such e-mail an hour. This address is kept in the back office of Monogram, "
        "https://monogram.example, as “e-mail errors to”.\n"
    )


def test_at_most_one_an_hour_and_nothing_is_lost(server: MailServer) -> None:
    gather("first")
    tick()
    gather("second")
    tick(30)
    gather("third")
    tick(29)
    assert len(server.received) == 1

    tick(1)
    tick(60)

    assert [mail["Subject"].split(":")[0] for mail in server.received] == ["An error", "2 errors"]
    assert "second" in server.received[1].get_content()
    assert "third" in server.received[1].get_content()


def test_each_address_and_subject_has_an_hour_of_its_own(server: MailServer) -> None:
    gather("first")
    tick()
    gather("second", key="push 2")
    gather("third", to="other@factory.example")
    tick()

    assert len(server.received) == 3


def test_what_goes_on_is_said_once_a_day(server: MailServer) -> None:
    for _ in range(3):
        gather("The folder is away", is_lasting=True)
    assert DigestEntry.objects.count() == 1
    gather("The password is wrong", is_lasting=True)
    clock.advance(timedelta(days=1))
    gather("The folder is away", is_lasting=True)

    assert DigestEntry.objects.count() == 3


def test_a_server_that_refuses_is_asked_again_later_and_the_mail_leaves_once(server: MailServer) -> None:
    server.refusals += [("RCPT", "450 Try later"), ("DATA", "452 No room")]
    gather("first")

    tick()
    assert Digest.objects.get().last_error == "The mail server refused the address (450 Try later)"
    gather("second")
    tick(1)
    assert Digest.objects.get().last_error == "The mail server refused the e-mail (452 No room)"
    tick(4)
    assert server.received == []
    tick(1)

    [mail] = server.received
    assert mail["Subject"].startswith("2 errors")
    digest = Digest.objects.get()
    assert (digest.failures, digest.last_error, digest.sent_at) == (0, "", clock.now())
    assert not digest.entries.filter(sent_at=None).exists()


def test_a_server_that_is_away_is_asked_again_for_ever(settings: Settings) -> None:
    with mail_server() as server:
        use_mail_server(settings, server)
    gather("first")
    for minutes in (0, 1, 5, 15, 60, 60):
        tick(minutes)
    assert Digest.objects.get().failures == 6

    with mail_server() as server:
        use_mail_server(settings, server)
        tick(60)
        assert len(server.received) == 1


def test_a_wrong_password_is_said_and_shown_nowhere(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with mail_server(password="right") as server:
        use_mail_server(settings, server)
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "monogram", SECRET
        gather("first")
        tick()
        assert Digest.objects.get().last_error == "The mail server refused the user name or the password (535)"
        assert "could not be sent" in caplog.text
        assert SECRET not in caplog.text

        settings.EMAIL_HOST_PASSWORD = "right"
        tick(1)
        assert len(server.received) == 1


def test_two_jobs_send_it_once(server: MailServer) -> None:
    gather("first")
    pk = Digest.objects.get().pk

    assert [services.send_digest(pk), services.send_digest(pk)] == [True, False]
    assert len(server.received) == 1


@pytest.mark.parametrize(("to", "host"), [("", "127.0.0.1"), ("errors@factory.example", "")])
def test_without_an_address_or_a_server_nothing_is_kept(settings: Settings, to: str, host: str) -> None:
    settings.EMAIL_HOST = host

    gather("first", to=to)

    assert not Digest.objects.exists()


def test_old_errors_are_forgotten(settings: Settings) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    gather("old")
    clock.advance(timedelta(days=31))
    gather("new")

    jobs.forget_old_entries.enqueue()
    run_due_jobs()

    assert [entry.text for entry in DigestEntry.objects.all()] == ["new"]
