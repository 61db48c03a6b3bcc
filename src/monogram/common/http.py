"""The one client for requests to the outside. Filled in with address pinning and limits."""

from __future__ import annotations

import httpx as httpx
