"""What suppliers have with carriers: numbers and secrets, encrypted at rest."""

from __future__ import annotations

import json
from collections.abc import Mapping

from monogram.common import signing
from monogram.shipping.models import CarrierConnection


def keep_settings(connection: CarrierConnection, values: Mapping[str, str]) -> None:
    """A carrier's credentials, encrypted."""
    connection.encrypted_settings = signing.encrypt(json.dumps(dict(values)))
    connection.save(update_fields=["encrypted_settings"])


def settings_of(connection: CarrierConnection) -> dict[str, str]:
    """The credentials, for the carrier's adapter. Raises ValueError if the installation's key is another one."""
    if not connection.encrypted_settings:
        return {}
    found: dict[str, str] = json.loads(signing.decrypt(connection.encrypted_settings))
    return found
