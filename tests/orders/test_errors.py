"""The error table is the published one, word for word."""

from __future__ import annotations

from monogram.orders.errors import (
    ERROR_TABLE,
    InvalidItemQuantityError,
    NoItemsError,
    RequestError,
    refusal,
)

PUBLISHED = {
    0: "",
    100: "Invalid JSON",
    8000: "No items",
    8001: "An order already exists with the specified value for external_ref",
    8011: "Invalid sale_datetime",
    8012: "Invalid status_callback_url",
    8013: "Invalid country code",
    8014: "Invalid required_dispatch_date",
    8030: "Order company_ref_id not specified",
    8031: "Order external_ref not specified",
    8032: "Order shipping_address_1 not specified",
    8033: "Order shipping_postcode not specified",
    8034: "Order shipping_country_code not specified",
    8040: "Invalid item type",
    8041: "Invalid item quantity",
    8042: "Invalid item attribute for a textual item",
    8043: "Invalid item print job",
    8050: "Item external_ref not specified",
    8051: "Item print_job_ref not specified",
    8052: "Item textual_product_id not specified",
    8053: "Item external_url not specified",
    8054: "Item external_thumbnail_url not specified",
}


def test_the_table_is_the_published_one() -> None:
    assert {code: error.message for code, error in ERROR_TABLE.items()} == PUBLISHED
    assert {error.http_status for error in ERROR_TABLE.values()} == {400}


def test_a_refusal_is_the_first_of_the_table_and_holds_all() -> None:
    quantity = InvalidItemQuantityError("must be from 1 to 9", path="items[0].quantity")
    none = NoItemsError(path="items")

    error = refusal([quantity, none])

    assert (error.code, error.headline, error.path) == (8000, "No items", "items")
    assert [failure.as_dict() for failure in error.errors] == [
        {"code": 8000, "message": "No items", "path": "items"},
        {"code": 8041, "message": "Invalid item quantity: must be from 1 to 9", "path": "items[0].quantity"},
    ]


def test_an_error_without_a_meaning_of_its_own_says_all_in_its_message() -> None:
    error = refusal([RequestError("tag is too long", path="tag")])

    assert (error.code, error.headline) == (0, "tag is too long")
