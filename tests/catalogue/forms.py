"""Filling in a page of the back office as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """Names and values of the fields of a page's largest form, as they would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._select = ""
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        kind = given.get("type") or "text"
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value") or "")
        elif tag == "textarea":
            self._textarea, self.values[name] = name, [""]
        elif tag == "input" and (kind in {"text", "hidden", "number"} or "checked" in given):
            self._add(name, given.get("value") or "")

    def handle_data(self, text: str) -> None:
        if self._textarea is not None:
            self.values[self._textarea][0] += text.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = ""

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)


def form_values(page: str) -> dict[str, list[str] | object]:
    """What sending the page's form unchanged would send, without the empty rows that scripts copy."""
    fields = _Fields()
    fields.feed(page)
    return {name: value for name, value in fields.values.items() if name and "__prefix__" not in name}
