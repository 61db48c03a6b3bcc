"""Words as they are searched for: letters of either case and any accent are the same, the same on every database."""

from __future__ import annotations

import re
import unicodedata
from functools import reduce

from django.db.models import Q

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text, folded: `Crème brûlée!` has `creme` and `brulee`."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _WORD.findall(plain.casefold())


def searchable(*texts: str) -> str:
    """What `all_words_in` searches: each different word once, with a space before it."""
    return "".join(f" {word}" for word in dict.fromkeys(words_of(" ".join(texts))))


def all_words_in(field: str, query: str) -> Q:
    """Rows whose `field`, made by `searchable`, has for every word of the query one that begins with it."""
    return reduce(Q.__and__, (Q((f"{field}__contains", f" {word}")) for word in words_of(query)), Q())
