"""What every test may use."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS, connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker, fixtures
from tests.migrated import Migrated
from tests.same_pictures import Examinations, compare_once, copy_once
from whitenoise.middleware import WhiteNoiseMiddleware

from monogram.common import clock
from monogram.companies.models import Company, CompanyType
from monogram.images import examination

KNOWS_A_DATABASE = {"db", "transactional_db", "database_server"}
"""The fixtures by which a test, or what it starts, reaches a database."""

OF_CHROMIUM = {"browser", "parity"}
"""The folders in which `./test` looks for tests in Chromium."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """What tests are made of is loaded to stay: the garbage collector would look through it over and over."""
    gc.disable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what has to be right on each database; all else is run once."""
    is_second = bool(os.environ.get("MONOGRAM_DATABASE_URL"))
    for item in items:
        if item.get_closest_marker("browser") and not OF_CHROMIUM & set(item.path.parts):
            raise pytest.UsageError(f"{item.nodeid} drives Chromium and would not be run: move it to tests/browser")
        if is_second and item.get_closest_marker("any_database"):
            continue
        if item.get_closest_marker("django_db") or KNOWS_A_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """All that is loaded by now stays to the end: no collection has to look through it again."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """pytest-django makes no database where none of the tests is marked; here some begin with a copy of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixtures, "_get_databases_for_setup", lambda _: ({DEFAULT_DB_ALIAS}, set()))
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Migrated]:
    """Django empties every table after a test that commits. What it would ask all models for then is put back.

    On PostgreSQL it would truncate, which makes new files for each table and index; there are few rows to delete.
    Like that it waits for whoever still writes.
    """
    with django_db_blocker.unblock():
        migrated = Migrated(tmp_path_factory.mktemp("migrated"))
        types, permissions = list(ContentType.objects.all()), list(Permission.objects.all())

    def put_back(verbosity: int, interactive: bool, db: str) -> None:
        ContentType.objects.using(db).bulk_create(types)
        Permission.objects.using(db).bulk_create(permissions)

    def delete_all(_: object, style: object, tables: list[str], **options: bool) -> list[str]:
        names = [connection.ops.quote_name(table) for table in tables]
        statements = (f"DELETE FROM {name}" for name in names)  # noqa: S608 - names of models
        return [f"LOCK TABLE {', '.join(names)}", *statements]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", put_back)
        if connection.vendor == "postgresql":
            patch.setattr(type(connection.ops), "sql_flush", delete_all)
        yield migrated


@pytest.fixture
def retailer(db: None) -> Company:
    """A retailer without any restriction."""
    return Company.objects.create(id=51000, name="Retailer", type=CompanyType.RETAILER)


@pytest.fixture
def supplier(db: None) -> Company:
    """A supplier without any restriction."""
    return Company.objects.create(id=52000, name="Supplier", type=CompanyType.SUPPLIER)


@pytest.fixture
def still_clock() -> Iterator[None]:
    """The time stands still, so that no window of uses ends between two of them."""
    with clock.frozen(clock.now()):
        yield


@pytest.fixture(autouse=True)
def leave_no_jobs(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django empties its own tables after a test that commits; procrastinate's are not among them."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    if commits and connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture(scope="session", autouse=True)
def passwords_are_hashed_at_once() -> Iterator[None]:
    """Argon2 takes a quarter of a second of a processor for each person of a test, as it should elsewhere."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_are_listed_once() -> Iterator[None]:
    """Each test's client starts the middleware anew, which looks at every static file; the first look is enough."""
    look = WhiteNoiseMiddleware.add_files_from_finders
    listed: dict[str, Any] = {}

    def take_or_look(middleware: WhiteNoiseMiddleware) -> None:
        if not listed:
            look(middleware)
            listed.update(middleware.files)
        middleware.files.update(listed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", take_or_look)
        yield


@pytest.fixture(scope="session", autouse=True)
def same_pictures_are_copied_and_compared_once() -> Iterator[None]:
    """Hundreds of tests begin with the same product and print the same design."""
    with pytest.MonkeyPatch.context() as patch:
        copy_once(patch)
        compare_once(patch)
        yield


@pytest.fixture(scope="session")
def examinations() -> Examinations:
    """Of the whole run."""
    return Examinations()


@pytest.fixture(autouse=True)
def same_pictures_are_examined_once(examinations: Examinations) -> Iterator[None]:
    """Hundreds of tests begin with the same upload."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examination, "_run_child", examinations.run)
        yield


NOT_OF_CHROMIUM = [
    # The address bar's own page, of which each window starts one: a second of a processor.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright switches off. Only the last list on a command line counts.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, headless, silent towards the outside."""
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": [
            "--no-sandbox",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--disable-features={','.join(NOT_OF_CHROMIUM)}",
        ],
    }
