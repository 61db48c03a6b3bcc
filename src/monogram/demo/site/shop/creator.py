"""The way into the platform's product creator: a link that this server signs (`contract.md §9`)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from urllib.parse import urlencode

from monogram.demo import world
from monogram.demo.site import settings


def creator_link(*, changing: int | None = None) -> str:
    """An address that opens once, within 15 seconds. `changing`: a product made before, to be changed."""
    parameters: dict[str, object] = {
        "company_ref_id": world.RETAILER_ID,
        "approved_pc": world.APPROVED_CATEGORY_ID,
        "blanks_pc": world.BLANKS_CATEGORY_ID,
        "time": int(time.time()),
        "nonce": secrets.token_hex(8),
        "origin": settings.SITES_URL,
    }
    if changing is not None:
        parameters["product_id"] = changing
    query = urlencode(parameters)
    digest = hmac.new(world.RETAILER_KEY.encode(), query.encode(), hashlib.sha512).hexdigest()
    return f"{settings.PLATFORM_URL}/artists/vpc?{query}&hmac={digest}"
