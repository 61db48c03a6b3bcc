"""The database of the benchmark: a company with a key, an API client, and room for any number of images."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

COMPANY = 400_300


def make() -> dict[str, Any]:
    """The company's key, and the ID and secret of its client."""
    from monogram.companies.models import Company
    from monogram.companies.services import create_api_key
    from monogram.oauth.scopes import IMAGES_CREATE
    from monogram.oauth.services import create_client

    limits = {"hourly_request_limit": 10**6, "daily_request_limit": 10**6, "hosted_image_megabytes": 10**6}
    company = Company.objects.create(id=COMPANY, name="Shop", **limits)
    client, secret = create_client(company=company, name="Images", scopes=[IMAGES_CREATE])
    named = {"client_id": client.client_id, "client_secret": secret}
    return {"key": create_api_key(company=company), "client": named}


def main() -> None:
    """`FILE`: make the world in `MONOGRAM_DATA_DIR`'s database and write down its keys."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    Path(sys.argv[1]).write_text(json.dumps(make()))


if __name__ == "__main__":
    main()
