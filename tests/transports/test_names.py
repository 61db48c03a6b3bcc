"""Names that may be used, and what servers' listings mean."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monogram.transports.errors import UnsafeNameError
from monogram.transports.folder import RemoteFile
from monogram.transports.ftp_listing import human_entry, machine_entry, moment
from monogram.transports.names import folder_path, parent_of, safe_name, safe_path, temporary_name

MARCH = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize("name", ["a.xml", "..a", "a..", ".complete", "a b", "Größe №5", "a" * 200, "-rf", "~", "*"])
def test_plain_names_are_kept_as_they_are(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "a/b",
        "/a",
        "a\\b",
        "..\\a",
        "a\0",
        "a\n",
        "a\r",
        "a\x1b",
        "a\x85",
        "a\u2028",
        "\udce9",
        "a" * 201,
    ],
)
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(UnsafeNameError):
        safe_name(name)


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", "a/../b", "./a", "a/.", "C:\\a"])
def test_paths_are_names_between_slashes(path: str) -> None:
    assert safe_path("orders/a.xml") == "orders/a.xml"
    with pytest.raises(UnsafeNameError):
        safe_path(path)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("", ""), ("/", "/"), (" in/orders/ ", "in/orders"), ("/in//./orders", "/in/orders"), ("./in", "in")],
)
def test_the_folder_of_the_settings_is_tidied(typed: str, meant: str) -> None:
    assert folder_path(typed) == meant


def test_the_folder_of_the_settings_leads_nowhere_up() -> None:
    with pytest.raises(UnsafeNameError):
        folder_path("/in/../etc")


def test_a_file_is_written_beside_its_place() -> None:
    assert temporary_name("orders/a.xml") == "orders/a.xml.part"
    assert parent_of("orders/a.xml") == "orders"
    assert parent_of("a.xml") == ""


@pytest.mark.parametrize(
    ("line", "file"),
    [
        ("type=file;size=12;modify=20260304050607;perm=r; a b.xml", RemoteFile("a b.xml", 12, MARCH)),
        ("Size=12;Type=file;Modify=20260304050607.123; a.xml", RemoteFile("a.xml", 12, MARCH)),
        ("type=file;size=0; a;b=c.xml", RemoteFile("a;b=c.xml", 0, None)),
        ("type=dir;modify=20260304050607; orders", None),
        ("type=cdir;modify=20260304050607; .", None),
        ("type=OS.unix=symlink;size=12; a.xml", None),
        ("type=file; a.xml", None),
        ("type=file;size=-1; a.xml", None),
        ("", None),
        ("nonsense", None),
    ],
)
def test_machines_listings_are_read(line: str, file: RemoteFile | None) -> None:
    assert machine_entry(line) == file


@pytest.mark.parametrize(
    ("line", "name", "size"),
    [
        ("-rw-r--r--   1 ftp ftp           12 Mar  4 05:06 a.xml", "a.xml", 12),
        ("-rw-r--r--   1 ftp ftp           12 Mar  4  2025 a b.xml", "a b.xml", 12),
        ("-rw-r--r--+  1 1001     1001  2147483648 Feb 29 23:59 big.xml", "big.xml", 2147483648),
        ("-rwxrwxrwx 1 owner group 7 Nov 26 05:40 orders/a.xml", "a.xml", 7),
        ("-rw-rw-rw- 1 user 7 Nov 26 05:40 ./a.xml", "a.xml", 7),
        ("-rw------- 1 a b 7 févr. 26 05:40 a.xml", "a.xml", 7),
        ("-rw------- 1 a b 7 Nov 26 05:40  leading", " leading", 7),
        ("11-26-26  05:40AM                   12 a b.xml", "a b.xml", 12),
        ("11-26-2026  17:40                   12 a.xml", "a.xml", 12),
    ],
)
def test_peoples_listings_are_read(line: str, name: str, size: int) -> None:
    assert human_entry(line, "orders") == RemoteFile(name, size, None)


@pytest.mark.parametrize(
    "line",
    [
        "total 12",
        "drwxr-xr-x   2 ftp ftp  4096 Mar  4 05:06 orders",
        "lrwxrwxrwx   1 ftp ftp    12 Mar  4 05:06 a.xml -> /etc/passwd",
        "11-26-26  05:40AM       <DIR>          orders",
        "",
    ],
)
def test_what_is_no_plain_file_is_left_out(line: str) -> None:
    assert human_entry(line, "") is None


def test_moments_are_in_utc() -> None:
    assert moment("20260304050607") == MARCH
    assert moment("20260304050607.999") == MARCH
    assert moment("20261304050607") is None
    assert moment("yesterday") is None
