"""The rules as `spec/preflight-rules.json` has them, what a product may change of them, and their sentences.

`rules.json` beside this file is that same file: a package carries it along. `web/src/preflight/rules.ts` reads it too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from monogram.layout.operations import Ink

Severity: TypeAlias = Literal["inform", "warn", "block"]
Process: TypeAlias = Literal["print", "screen", "engraving", "foil"]
Value: TypeAlias = float | int | str
"""What a sentence names: numbers are rounded for reading, with two decimals at most."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gentlest first."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold: its value where a product says nothing (None: another source decides), and what may be set."""

    value: float | None
    low: float
    high: float
    unit: str
    at_most: str | None = None
    """Name of the parameter of the same rule that it may not exceed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for."""

    id: str
    title: str
    severity: Severity
    message: str
    background: str | None = None
    """The sentence where the background is meant, not a layer."""
    message_one: str | None = None
    """The sentence where the value `counted` is 1."""
    counted: str | None = None
    fixed: bool = False
    """Whether no product may change its severity: what it finds cannot be made at all."""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    """Sample texts, for the rule that looks for them."""


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What a way of printing can do."""

    title: str
    max_colours: int | None
    tones: bool
    """Whether photos, gradients and see-through parts come out as they are."""
    paper: str
    """The colour that means "nothing is done here", and is therefore not counted; empty: there is none."""
    min_line: float
    """In mm."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a product makes of a rule. `severity` None: it is not looked for."""

    severity: Severity | None
    parameters: Mapping[str, float | None]


Settings: TypeAlias = Mapping[str, Setting]
"""By rule id, every rule."""


class SettingsError(ValueError):
    """Settings that may not be taken; the message is a sentence for who wrote them."""


def _rule(raw: dict[str, Any]) -> Rule:
    parameters = {name: Parameter(**parameter) for name, parameter in raw.pop("parameters", {}).items()}
    return Rule(parameters=parameters, texts=tuple(raw.pop("texts", ())), **raw)


_FILE: dict[str, Any] = json.loads(Path(__file__).with_name("rules.json").read_text(encoding="utf-8"))
RULES: Mapping[str, Rule] = {raw["id"]: _rule(raw) for raw in _FILE["rules"]}
"""By id, in the order in which verdicts about one thing are given."""
PROCESSES: Mapping[Process, ProcessLimits] = {name: ProcessLimits(**raw) for name, raw in _FILE["processes"].items()}
INKS: Mapping[Ink, str] = _FILE["inks"]
"""The inks that a product may offer besides its process colours, and what sentences call them."""


def read_settings(raw: object) -> Settings:
    """Every rule's setting, given what a product changes: `{"resolution": {"severity": "block", "minimum": 200}}`.

    A severity alone may stand for the whole: `{"bleed": "off"}`. Raises SettingsError.
    """
    if not isinstance(raw, dict):
        raise SettingsError('This must be an object, such as {"resolution": {"severity": "warn", "minimum": 150}}.')
    if unknown := sorted(str(name) for name in raw if name not in RULES):
        raise SettingsError(f"“{unknown[0]}” is not a rule. The rules are {', '.join(RULES)}.")
    return {rule.id: _setting(rule, raw.get(rule.id, {})) for rule in RULES.values()}


def _setting(rule: Rule, raw: object) -> Setting:
    fields = {"severity": raw} if isinstance(raw, str) else raw
    if not isinstance(fields, dict):
        raise SettingsError(f"“{rule.id}” must be a severity or an object.")
    known = ["severity", *rule.parameters]
    if unknown := sorted(str(name) for name in fields if name not in known):
        raise SettingsError(f"“{rule.id}” has no setting “{unknown[0]}”. It has {', '.join(known)}.")
    values = {name: _parameter(rule, name, fields) for name in rule.parameters}
    for name, parameter in rule.parameters.items():
        value, most = values[name], values.get(parameter.at_most or "")
        if value is not None and most is not None and value > most:
            raise SettingsError(f"“{name}” of “{rule.id}” must not be above its “{parameter.at_most}”.")
    return Setting(_severity(rule, fields.get("severity", rule.severity)), values)


def _severity(rule: Rule, raw: object) -> Severity | None:
    if raw == "off" and not rule.fixed:
        return None
    for severity in SEVERITIES:
        if raw == severity and (severity == rule.severity or not rule.fixed):
            return severity
    if rule.fixed:
        raise SettingsError(f"“{rule.id}” always blocks: the design cannot be made.")
    raise SettingsError(f"The severity of “{rule.id}” must be one of off, {', '.join(SEVERITIES)}.")


def _parameter(rule: Rule, name: str, fields: Mapping[str, Any]) -> float | None:
    parameter = rule.parameters[name]
    if name not in fields:
        return parameter.value
    value: object = fields[name]
    if isinstance(value, int | float) and not isinstance(value, bool) and parameter.low <= value <= parameter.high:
        return value
    span = f"{parameter.low:g} to {parameter.high:g} {parameter.unit}"
    raise SettingsError(f"“{name}” of “{rule.id}” must be a number from {span}.")


DEFAULT_SETTINGS: Settings = read_settings({})


def sentence(rule_id: str, area: str, layer: str | None, values: Mapping[str, Value]) -> str:
    """A verdict in the shopper's words."""
    rule = RULES[rule_id]
    template = rule.message
    if rule.message_one is not None and values.get(rule.counted or "") == 1:
        template = rule.message_one
    if rule.background is not None and layer is None:
        template = rule.background
    named = {"area": area, **values}
    return _PLACEHOLDER.sub(lambda match: _written(named[match[1]]), template)


def _written(value: Value) -> str:
    """A number as both languages write it: no decimals where there are none."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
