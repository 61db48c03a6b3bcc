"""How many messages one receiver gets at a time, so that a slow or dead one cannot keep a sender busy.

Each begins with a few. Every quick answer lets it have one more, a slow one or none puts it back to where it began:
so it gets what it can take, and a shop that grows slow under a flood gets less of it. Those that have not proved
themselves share half of the sender's room. What is known lives in the sender's memory; a new one learns it anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

QUICK = timedelta(seconds=1)
FEWEST = 4
MOST = 32
ROOM = 400
ROOM_OF_THE_UNPROVEN = ROOM // 2


class Receivers:
    """One sender's knowledge of the hosts that it speaks to. Not for several threads."""

    def __init__(self) -> None:
        self._in_flight: Counter[str] = Counter()
        self._proven: dict[str, int] = {}  # receiver → how many it may have, above FEWEST

    def limit(self, receiver: str) -> int:
        """How many messages the receiver may have at a time."""
        return self._proven.get(receiver, FEWEST)

    def in_flight(self) -> int:
        """How many messages are on their way now."""
        return self._in_flight.total()

    def room(self, due: Sequence[str]) -> dict[str, int]:
        """How many more messages each of these receivers may be given now; those that may have none are left out."""
        left = ROOM - self.in_flight()
        left_for_unproven = ROOM_OF_THE_UNPROVEN - sum(
            count for receiver, count in self._in_flight.items() if receiver not in self._proven
        )
        granted: dict[str, int] = {}
        for receiver in sorted(due, key=lambda name: self._in_flight[name]):  # who has least on its way comes first
            room = min(self.limit(receiver) - self._in_flight[receiver], left)
            if receiver not in self._proven:
                room = min(room, left_for_unproven)
                left_for_unproven -= max(room, 0)
            if room > 0:
                granted[receiver] = room
                left -= room
        return granted

    def sending(self, receiver: str) -> None:
        """A message to the receiver leaves."""
        self._in_flight[receiver] += 1

    def answered(self, receiver: str, *, took: timedelta, is_well: bool) -> None:
        """An attempt has come to its end; `is_well`: with an answer, and not one that asks for fewer requests."""
        self._in_flight[receiver] -= 1
        if not self._in_flight[receiver]:
            del self._in_flight[receiver]
        if is_well and took < QUICK:
            self._proven[receiver] = min(self.limit(receiver) + 1, MOST)
        else:
            self._proven.pop(receiver, None)
