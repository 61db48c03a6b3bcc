"""Random references, as the wire contract shapes them (`contract.md §2`)."""

from __future__ import annotations

import secrets
import string

_ALPHANUMERIC = string.ascii_letters + string.digits

ORDER_REF_LENGTH = 16
ITEM_REF_LENGTH = 11
DESIGN_REF_LENGTH = 18
API_KEY_LENGTH = 27
CLIENT_SECRET_LENGTH = 40


def _upper_hex(length: int) -> str:
    return secrets.token_hex((length + 1) // 2)[:length].upper()


def new_order_ref() -> str:
    """16 upper-case hex digits."""
    return _upper_hex(ORDER_REF_LENGTH)


def new_item_ref() -> str:
    """11 upper-case hex digits."""
    return _upper_hex(ITEM_REF_LENGTH)


def new_design_ref() -> str:
    """18 upper-case hex digits: print jobs, saved designs and samples."""
    return _upper_hex(DESIGN_REF_LENGTH)


def new_batch_ref() -> str:
    """8 upper-case hex digits: orders that are put to work together."""
    return _upper_hex(8)


def new_api_key() -> str:
    """27 alphanumeric characters (160 bits)."""
    return "".join(secrets.choice(_ALPHANUMERIC) for _ in range(API_KEY_LENGTH))


def new_client_secret() -> str:
    """40 alphanumeric characters (238 bits): safe in a form and in a header without encoding."""
    return "".join(secrets.choice(_ALPHANUMERIC) for _ in range(CLIENT_SECRET_LENGTH))


def new_error_reference() -> str:
    """32 upper-case hex digits: shown with an unexpected error and written to the log."""
    return _upper_hex(32)


def new_public_id() -> str:
    """128 random bits as 32 lower-case hex digits, for things that an unguessable address protects."""
    return secrets.token_hex(16)
