"""The names and keys of the demo world: fixed, so that guides can name them; they work in demo mode only."""

from __future__ import annotations

RETAILER_ID = 99999
RETAILER_NAME = "Monogram Demo Shop"
RETAILER_KEY = "A" * 27
RETAILER_WEBHOOK_SECRET = "whsec_bW9ub2dyYW0gZGVtbyBzaG9wOiBubyBzZWNyZXQgYXQ="  # noqa: S105 - public, as all of these

NORTHERN_PRINT_WORKS_ID = 200001
HARBOUR_MUGS_ID = 200002
PAPER_AND_FRAME_ID = 200003
SUPPLIER_NAMES = {
    NORTHERN_PRINT_WORKS_ID: "Northern Print Works",
    HARBOUR_MUGS_ID: "Harbour Mugs",
    PAPER_AND_FRAME_ID: "Paper & Frame",
}
SUPPLIER_KEYS = {NORTHERN_PRINT_WORKS_ID: "B" * 27, HARBOUR_MUGS_ID: "C" * 27, PAPER_AND_FRAME_ID: "D" * 27}
ACCOUNT_IDS = {NORTHERN_PRINT_WORKS_ID: 300056, HARBOUR_MUGS_ID: 300057, PAPER_AND_FRAME_ID: 300058}
PUSH_HMAC_KEYS = {
    NORTHERN_PRINT_WORKS_ID: "demo-push-key-northern-print-works",
    HARBOUR_MUGS_ID: "demo-push-key-harbour-mugs",
    PAPER_AND_FRAME_ID: "demo-push-key-paper-and-frame",
}

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
}
"""By supplier: who signs in to its portal, as its owner."""

STAFF_EMAIL = "staff@monogram.example"
STAFF_PASSWORD = "monogram-demo"  # noqa: S105 - printed at every start of the demo world
