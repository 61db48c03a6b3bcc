"""The names and keys of the demo world: fixed, so that guides can name them; they work in demo mode only."""

from __future__ import annotations

from enum import StrEnum

RETAILER_ID = 99999
RETAILER_NAME = "Monogram Demo Shop"
RETAILER_KEY = "A" * 27
CLIENT_ID = "monogram-demo-client"
CLIENT_SECRET = "monogram-demo-client-secret"  # noqa: S105 - public, as all of these
RETAILER_WEBHOOK_SECRET = "whsec_bW9ub2dyYW0gZGVtbyBzaG9wOiBubyBzZWNyZXQgYXQ="  # noqa: S105 - public, as all of these

NORTHERN_PRINT_WORKS_ID = 200001
HARBOUR_MUGS_ID = 200002
PAPER_AND_FRAME_ID = 200003
COBALT_CASES_ID = 200004
FINE_LINE_ENGRAVING_ID = 200005
SUPPLIER_NAMES = {
    NORTHERN_PRINT_WORKS_ID: "Northern Print Works",
    HARBOUR_MUGS_ID: "Harbour Mugs",
    PAPER_AND_FRAME_ID: "Paper & Frame",
    COBALT_CASES_ID: "Cobalt Cases",
    FINE_LINE_ENGRAVING_ID: "Fine Line Engraving",
}
SUPPLIER_KEYS = {supplier: letter * 27 for supplier, letter in zip(SUPPLIER_NAMES, "BCDEF", strict=True)}
ACCOUNT_IDS = dict(zip(SUPPLIER_NAMES, range(300056, 300061), strict=True))


class Channel(StrEnum):
    """How a supplier gets its orders and tells what became of them."""

    PUSH = "push"
    SFTP = "sftp"
    FTPS = "ftps"
    S3 = "s3"
    PULL = "pull"

    @property
    def label(self) -> str:
        """As people write it."""
        return self.value if self in {Channel.PUSH, Channel.PULL} else self.value.upper()


CHANNELS = {
    NORTHERN_PRINT_WORKS_ID: Channel.PUSH,
    HARBOUR_MUGS_ID: Channel.SFTP,
    PAPER_AND_FRAME_ID: Channel.FTPS,
    COBALT_CASES_ID: Channel.S3,
    FINE_LINE_ENGRAVING_ID: Channel.PULL,
}
PUSH_HMAC_KEYS = {
    NORTHERN_PRINT_WORKS_ID: "demo-push-key-northern-print-works",
    HARBOUR_MUGS_ID: "demo-push-key-harbour-mugs",
    PAPER_AND_FRAME_ID: "demo-push-key-paper-and-frame",
}

# The suppliers' own servers, counted from the platform's port, where there is room; the demo sites are on the next one.
FOLDER_PORTS = {Channel.SFTP: 2, Channel.FTPS: 3, Channel.S3: 4}
FOLDER_FORMATS = {Channel.SFTP: "xml", Channel.FTPS: "csv", Channel.S3: "json"}
FOLDER_USERS = {Channel.SFTP: "harbour-mugs", Channel.FTPS: "paper-and-frame"}
FOLDER_PASSWORD = "monogram-demo"  # noqa: S105 - public, as all of these
BUCKET, BUCKET_REGION = "cobalt-cases", "eu-west-2"
BUCKET_ACCESS_KEY = "AKIAMONOGRAMDEMO0004"
BUCKET_SECRET_KEY = "monogram-demo-secret-key-of-cobalt-cases"  # noqa: S105 - public, as all of these

STOCK = {HARBOUR_MUGS_ID: {"HM-MUG-11OZ": 480, "HM-GIFTBOX": 250}}
"""What suppliers count, by supplier and SKU."""

TSHIRT_ID = 1007644
MUG_ID = 1007645
PHONE_CASE_ID = 1007646
FRAMED_PRINT_ID = 1007647
PEN_ID = 1007648
GIFT_BOX_ID = 1007649
BUSINESS_PEN_ID = 1007650
MEMORY_FRAME_ID = 1007651
PRINT_JOB_REF = "CF921CF10F59B3A258"
SAMPLE_REF = "5A3D1C0E7F2B498A6C"

ENGRAVING = "engraving"

APPROVED_CATEGORY_ID = 1
BLANKS_CATEGORY_ID = 2
CLIPART_GALLERY_ID = 1
PHOTO_GALLERY_ID = 2

PORTAL_PASSWORD = "monogram-demo"  # noqa: S105 - printed at every start of the demo world
PORTAL_USERS = {
    NORTHERN_PRINT_WORKS_ID: ("northern@monogram.example", "Nora Hirst"),
    HARBOUR_MUGS_ID: ("harbour@monogram.example", "Hal Storr"),
    PAPER_AND_FRAME_ID: ("paper@monogram.example", "Pia Frame"),
    COBALT_CASES_ID: ("cobalt@monogram.example", "Cora Blake"),
    FINE_LINE_ENGRAVING_ID: ("fineline@monogram.example", "Finn Lyle"),
}
"""By supplier: who signs in to its portal, as its owner."""

STAFF_EMAIL = "staff@monogram.example"
STAFF_PASSWORD = "monogram-demo"  # noqa: S105 - printed at every start of the demo world
