"""SKUs of virtual products: patterns by which they are made, and what may be one. Pure."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import TYPE_CHECKING

from monogram.virtual_products.errors import SkuError

if TYPE_CHECKING:
    from monogram.catalogue.models import Product

DEFAULT_PATTERN = "{supplier_sku}-{code}"
TOKENS = ("blank", "supplier_sku", "name", "number", "code")
"""The blank's SKU · its supplier's SKU, or its own where there is none · the product's name, in capitals with hyphens ·
its place among those made together, from 1 · six characters by lot."""
LONGEST_SKU = 80

_CODE_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that are mistaken for one another when they are read out."""
_CODE_LENGTH = 6
_LONGEST_NAME = 40
_TOKEN = re.compile(r"\{([^{}]*)\}")
_SKU = re.compile(r"[!-z|~]+(?: [!-z|~]+)*")
"""Printable ASCII without braces; spaces only between words."""


def make_sku(pattern: str, *, blank: Product, name: str, number: int) -> str:
    """The SKU that a pattern makes for a product. Raises SkuError for a pattern with tokens that there are not."""
    values = {
        "blank": blank.sku,
        "supplier_sku": blank.supplier_sku or blank.sku,
        "name": _in_capitals(name),
        "number": str(number),
    }

    def fill(token: re.Match[str]) -> str:
        if token[1] == "code":
            return new_code()
        if token[1] not in values:
            raise SkuError(f"There is no {{{token[1]}}}; there is {_listed()}.", path="sku")
        return values[token[1]]

    return _TOKEN.sub(fill, pattern).strip("-")


def check_sku(sku: str, *, longest_suffix: int = 0) -> None:
    """Refuse what cannot be a SKU. `longest_suffix`: of the codes that variants add. Raises SkuError."""
    if not _SKU.fullmatch(sku):
        raise SkuError("A SKU has letters, digits and signs such as - and _ only.", path="sku")
    if len(sku) + longest_suffix > LONGEST_SKU:
        most = LONGEST_SKU - longest_suffix
        raise SkuError(f"This SKU is too long: here it may have {most} characters.", path="sku")


def is_random(pattern: str) -> bool:
    """Whether a pattern makes another SKU each time."""
    return "{code}" in pattern


def new_code() -> str:
    """Six characters by lot."""
    return "".join(secrets.choice(_CODE_CHARACTERS) for _ in range(_CODE_LENGTH))


def _in_capitals(name: str) -> str:
    """`Crème brûlée!` is `CREME-BRULEE`; what has no Latin letters is left out."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return "-".join(re.findall(r"[A-Z0-9]+", plain.upper()))[:_LONGEST_NAME].strip("-")


def _listed() -> str:
    return ", ".join(f"{{{token}}}" for token in TOKENS)
