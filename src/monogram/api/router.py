"""The one router of the REST API: the framework wants all methods of an address in one place."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["Orders"])
