"""What takes long to make and is asked for again and again, kept within a budget of memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Recent(Generic[Made]):
    """Values by key; those that have not been asked for longest go first when all together weigh too much.

    `budget` and weights are in bytes. A value heavier than the whole budget is made and not kept. Threads may ask at
    once; two that ask for the same new key may both make it.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._kept: OrderedDict[Hashable, tuple[Made, int]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made], weigh: Callable[[Made], int]) -> Made:
        """The value of a key, made by `make` if it is not there. What `make` raises goes on, and nothing is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        made = make()
        self._keep(key, made, weigh(made))
        return made

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._kept)

    def _keep(self, key: Hashable, made: Made, weight: int) -> None:
        with self._lock:
            if key in self._kept or weight > self._budget:
                return
            self._kept[key] = (made, weight)
            self._weight += weight
            while self._weight > self._budget:
                _, (_, released) = self._kept.popitem(last=False)
                self._weight -= released
