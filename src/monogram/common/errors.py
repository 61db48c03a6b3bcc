"""The base of every error that a caller can act on.

An error has a code from the wire contract (`contract.md §1–2`), the HTTP status that carries it, a message for
the person who reads it and data for the program. Each face (REST, Smartlink, admin) has one renderer for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class MonogramError(Exception):
    """A refusal with a code. Subclasses set the class attributes; instances may give a sharper message."""

    code: ClassVar[int] = 0
    http_status: ClassVar[int] = 400
    message: ClassVar[str] = "The request could not be carried out"

    def __init__(self, message: str | None = None, *, path: str = "", **data: Any) -> None:
        self.text = message or self.message
        self.path = path
        self.data: Mapping[str, Any] = data
        super().__init__(self.text)

    def as_dict(self) -> dict[str, Any]:
        """`{"code", "message", "path"}`, the element of `error.errors[]`."""
        return {"code": self.code, "message": self.text, "path": self.path}


class NotFoundError(MonogramError):
    """Nothing by that name, or nothing that the asking company may see: the two are not told apart."""

    http_status = 404
    message = "Not found"
