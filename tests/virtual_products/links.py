"""Links to the creator, signed as a shop's server signs them."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlencode

from monogram.catalogue.models import Category
from monogram.common import clock
from monogram.companies.models import Company

KEY = "K" * 27
ORIGIN = "https://shop.example"


def parameters(company: Company, approved: Category, blanks: Category, **others: object) -> dict[str, object]:
    """What a link says, unsigned; `others` are added, or stand for those of that name. None leaves one out."""
    given = {
        "company_ref_id": company.pk,
        "approved_pc": approved.pk,
        "blanks_pc": blanks.pk,
        "time": int(clock.now().timestamp()),
        "nonce": "4f1c9a0b2d3e4f50",
        "origin": ORIGIN,
    } | others
    return {name: value for name, value in given.items() if value is not None}


def signed(query: str | dict[str, object], key: str = KEY) -> str:
    """The query with its signature at the end."""
    text = query if isinstance(query, str) else urlencode(query)
    return f"{text}&hmac={hmac.new(key.encode(), text.encode(), hashlib.sha512).hexdigest()}"
