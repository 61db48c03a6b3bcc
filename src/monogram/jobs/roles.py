"""What a worker's processes do besides jobs: rooms above register what needs a process of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Role:
    """The work of one process. `run` blocks until its argument is set; `run_due`, for tests, does what is due now and
    says how many things that were."""

    name: str
    run: Callable[[threading.Event], None]
    run_due: Callable[[], int] = lambda: 0


_roles: dict[str, Role] = {}


def register(role: Role) -> None:
    """Have every worker keep one process for this, from a module named `jobs` of any app."""
    _roles[role.name] = role


def registered() -> list[Role]:
    """All of them; the apps' `jobs` modules are imported for it."""
    autodiscover_modules("jobs")
    return list(_roles.values())
