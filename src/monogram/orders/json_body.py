"""Reading a request body as JSON, strictly, and saying where it is wrong. Pure.

Python's reader accepts what JSON does not have (NaN), keeps the last of two equal keys, and gives up on deep
nesting with an error of its own. PostgreSQL stores neither NUL characters nor lone surrogates. All of it is
refused here, once, so that nothing behind this door has to think of it.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

from monogram.orders.errors import InvalidJsonError, RequestError

MAX_DEPTH = 20
MAX_DIGITS = 30

_STRING_OR_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')
_SNIPPET_LENGTH = 24
_GZIP = b"\x1f\x8b"
_BLANK = re.compile(r"[ \t\n\r]*")
# Finds where a value ends and no more: numbers need not become any, and objects are tuples of their pairs.
_SCANNER = json.JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=tuple)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_json(body: bytes) -> object:
    """The value that a body stands for.

    Raises InvalidJsonError (100), with line and column, for what is not JSON; RequestError (0), with a path, for
    JSON that cannot be kept: too deep, too many digits, characters that no database stores.
    """
    text = _decode(body)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=lambda constant: _refuse_constant(text, constant),
        )
    except json.JSONDecodeError as error:
        raise InvalidJsonError(_where(text, error)) from None
    except RecursionError:
        raise RequestError(f"The body is nested more than {MAX_DEPTH} levels deep") from None
    _check_storable(value)
    return value


def split_list(body: bytes, *, name: str) -> list[str]:
    """The members of a list, or of the list in `{name: […]}`, each as the text that `read_json` reads.

    What is wrong inside one member then is that member's fault alone. Raises InvalidJsonError (100) for what is no
    JSON as a whole, RequestError (0) for what is no list.
    """
    text = _decode(body)
    try:
        value, end = _SCANNER.raw_decode(text, _skip_blank(text, 0))
        if _skip_blank(text, end) < len(text):
            raise json.JSONDecodeError("Extra data", text, _skip_blank(text, end))
    except json.JSONDecodeError as error:
        raise InvalidJsonError(_where(text, error)) from None
    except RecursionError:
        raise RequestError(f"The body is nested more than {MAX_DEPTH} levels deep") from None
    if isinstance(value, tuple) and [member for member, _ in value] == [name]:
        value = value[0][1]
    if not isinstance(value, list):
        raise RequestError(f'The body must be a list, or an object {{"{name}": […]}} with nothing beside it')
    return _members_of_list(text, text.index("["))


def _members_of_list(text: str, opening: int) -> list[str]:
    """The list that begins at `opening`, which is known to be JSON."""
    members = []
    position = _skip_blank(text, opening + 1)
    while text[position] != "]":
        end = _SCANNER.raw_decode(text, position)[1]
        members.append(text[position:end])
        position = _skip_blank(text, end)
        if text[position] == ",":
            position = _skip_blank(text, position + 1)
    return members


def _skip_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _decode(body: bytes) -> str:
    if not body.strip():
        raise InvalidJsonError("the body is empty")
    if body.startswith(_GZIP):
        raise InvalidJsonError("the body is compressed: send it as it is")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidJsonError(f"the body is not UTF-8 at byte {error.start + 1}") from None


def _where(text: str, error: json.JSONDecodeError) -> str:
    rest = text[error.pos : error.pos + _SNIPPET_LENGTH].splitlines()
    near = f", near {rest[0]}" if rest and rest[0].isprintable() and rest[0].strip() else ""
    reason = (error.msg[:1].lower() + error.msg[1:]).removesuffix(" at")
    return f"{reason} at line {error.lineno}, column {error.colno}{near}"


def _refuse_constant(text: str, constant: str) -> NoReturn:
    """NaN, Infinity and -Infinity: the reader does not say where, so look for the first outside a string."""
    position = next((match.start() for match in _STRING_OR_CONSTANT.finditer(text) if match[1]), 0)
    at = json.JSONDecodeError("", text, position)
    raise InvalidJsonError(f"{constant} is not a JSON value, at line {at.lineno}, column {at.colno}")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidJsonError(f"the name {_printable(twice)} stands twice in one object")
    return members


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise RequestError(f"The number {digits[:MAX_DIGITS]}… has too many digits")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise RequestError(f"The number {digits[:MAX_DIGITS]} is too large")
    return number


def _check_storable(value: object) -> None:
    """Walk the whole value without recursion and refuse what is too deep or cannot be stored."""
    waiting: list[tuple[str, object, int]] = [("", value, 1)]
    while waiting:
        path, current, depth = waiting.pop()
        if isinstance(current, str):
            _check_text(current, path)
        elif isinstance(current, dict | list):
            if depth > MAX_DEPTH:
                raise RequestError(f"The body is nested more than {MAX_DEPTH} levels deep", path=path[:100])
            waiting += _members(current, path, depth + 1)


def _members(container: dict[str, object] | list[object], path: str, depth: int) -> list[tuple[str, object, int]]:
    if isinstance(container, list):
        return [(f"{path}[{index}]", item, depth) for index, item in enumerate(container)]
    for name in container:
        _check_text(name, path)
    return [(f"{path}.{name}" if path else name, item, depth) for name, item in container.items()]


def _check_text(text: str, path: str) -> None:
    match = _UNSTORABLE.search(text)
    if match:
        kind = "a NUL character" if match[0] == "\x00" else "half of a surrogate pair"
        where = f"{path} holds" if path else "The body holds"
        raise RequestError(f"{where} {kind}, which cannot be stored", path=path)


def _printable(name: str) -> str:
    return json.dumps(name[:_SNIPPET_LENGTH])
