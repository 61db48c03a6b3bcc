"""How much one request may ask for. What it would cost is measured before anything of it is carried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    VariableNode,
    get_named_type,
)
from graphql.validation import MaxIntrospectionDepthRule
from strawberry.extensions import SchemaExtension
from strawberry.types import Info

from monogram.graphql_api.errors import QueryRefusedError, QueryTooLargeError
from monogram.graphql_api.units import units_of

MOST_BYTES = 2_000_000
MOST_OPERATIONS = 10
"""In one request."""
MOST_TOKENS = 5_000
MOST_DEPTH = 12
MOST_READINGS = 20
"""Root fields, each of which is a reading or a deed of its own; in all operations of a request together."""
MOST_COST = 30_000
"""Fields of the answer, as many as there can be; in all operations of a request together."""
MOST_VALUES = 100_000
"""In the variables, lists and objects counted too; in all operations of a request together. Reading each takes time."""
MOST_PER_PAGE = 100
USUAL_PER_PAGE = 25
LIST_LENGTH = 10
"""What a list without a `count` is taken to hold."""
DESCRIPTION_COST = 50
"""Of each field that is asked of `__schema` or `__type`: it is answered for much of the schema."""


@dataclass
class Budget:
    """What one request, with all its operations, may still ask for."""

    cost: int = MOST_COST
    readings: int = MOST_READINGS
    values: int = MOST_VALUES

    def read(self, variables: Mapping[str, Any]) -> None:
        """Call it before the schema looks at the variables. Raises QueryTooLargeError."""
        self.values -= sum(map(_values_in, variables.values()))
        if self.values < 0:
            raise QueryTooLargeError(
                f"The variables hold more than {MOST_VALUES:,} values. Send them in several requests"
            )

    def take(self, query: Measures) -> None:
        """Raises QueryTooLargeError."""
        if query.depth > MOST_DEPTH:
            raise QueryTooLargeError(f"The query is {query.depth} levels deep; at most {MOST_DEPTH} are possible")
        self.readings -= query.readings
        if self.readings < 0:
            raise QueryTooLargeError(f"A request may have at most {MOST_READINGS} fields at the root")
        self.spend(query.cost)

    def spend(self, cost: int) -> None:
        """Raises QueryTooLargeError."""
        self.cost -= cost
        if self.cost < 0:
            raise QueryTooLargeError(
                f"The answer could have more than {MOST_COST} fields. Ask for fewer at once: a smaller count, fewer "
                "fields"
            )


@dataclass(frozen=True, slots=True)
class Measures:
    """Of a query: its levels, its root fields (those in `core` count as such), the fields that its answer can have."""

    depth: int = 0
    readings: int = 0
    cost: int = 0


class Limits(SchemaExtension):
    """Refuses what is too large while it is read, and what would become too large before it is carried out."""

    def on_operation(self) -> Iterator[None]:
        context = self.execution_context
        context.parse_options["max_tokens"] = MOST_TOKENS
        context.validation_rules = (*context.validation_rules, MaxIntrospectionDepthRule, StorableTextsRule)
        yield

    def on_execute(self) -> Iterator[None]:
        context = self.execution_context
        document, operation = context.graphql_document, _operation(context.graphql_document, context.operation_name)
        if not context._provided_operation_name and len(_operations(document)) > 1:  # not to guess what is to be done
            raise QueryRefusedError("The query has several operations: name one as operationName")
        if document and operation:
            schema: GraphQLSchema = context.schema._schema
            budget: Budget = context.context.budget
            budget.read(context.variables or {})
            budget.take(measure(schema, document, operation, context.variables or {}))
            context.context.count(units_of(schema, document, operation, context.variables or {}))
        yield


class StorableTextsRule(ASTValidationRule):
    """Refuses texts in a query that no database keeps, as `read_json` does those of its variables."""

    def enter_string_value(self, node: StringValueNode, *_: object) -> None:
        if "\x00" in node.value:
            self.report_error(GraphQLError("A text holds a NUL character, which cannot be stored", node))


def _values_in(value: object) -> int:
    """`read_json` has refused what is nested deeply."""
    if isinstance(value, Mapping):
        return 1 + sum(map(_values_in, value.values()))
    return 1 + sum(map(_values_in, value)) if isinstance(value, list) else 1


def _operations(document: DocumentNode | None) -> list[OperationDefinitionNode]:
    definitions = document.definitions if document else ()
    return [definition for definition in definitions if isinstance(definition, OperationDefinitionNode)]


def _operation(document: DocumentNode | None, name: str | None) -> OperationDefinitionNode | None:
    named = (found for found in _operations(document) if name is None or (found.name and found.name.value == name))
    return next(named, None)


def measure(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Measures:
    """What an operation of a valid document asks for."""
    root = schema.get_root_type(OperationType(operation.operation))
    given = {
        definition.variable.name.value: int(definition.default_value.value)
        for definition in operation.variable_definitions or ()
        if isinstance(definition.default_value, IntValueNode)
    } | dict(variables)
    fragments = {
        definition.name.value: definition
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }
    if root is None:
        return Measures()
    return _Measuring(fragments, given).of(operation.selection_set, root, LIST_LENGTH, is_root=True)


def cost_beyond_usual(info: Info[Any, None], length: int) -> int:
    """What a list without a `count` costs that turns out to be longer than `LIST_LENGTH`, as which it was measured."""
    raw = info._raw_info
    measuring, kind = _Measuring(raw.fragments, info.variable_values), get_named_type(raw.return_type)
    selected = (field.selection_set for field in raw.field_nodes if field.selection_set)
    each = sum(measuring.of(some, kind, LIST_LENGTH, is_root=False).cost for some in selected)
    return max(0, length - LIST_LENGTH) * each


class _Measuring:
    """One walk through the document; a fragment that is used many times is looked through once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]) -> None:
        self._variables = variables
        self._fragments = fragments
        self._known: dict[tuple[str, str, int, bool], Measures] = {}
        self._counted: dict[str, int] = {}

    def of(self, selected: SelectionSetNode, kind: GraphQLNamedType, listed: int, *, is_root: bool) -> Measures:
        """`listed`: how many a list right below holds, as its parent's `count` says."""
        depth = readings = cost = 0
        for selection in selected.selections:
            if isinstance(selection, FieldNode):
                part = self._of_field(selection, kind, listed, is_root)
            elif isinstance(selection, FragmentSpreadNode):
                part = self._of_fragment(selection.name.value, kind, listed, is_root)
            else:
                part = self.of(selection.selection_set, kind, listed, is_root=is_root)  # type: ignore[attr-defined]  # the last kind there is: an inline fragment
            depth, readings, cost = max(depth, part.depth), readings + part.readings, cost + part.cost
        return Measures(depth, readings, cost)

    def _of_fragment(self, name: str, kind: GraphQLNamedType, listed: int, is_root: bool) -> Measures:
        key = name, kind.name, listed, is_root
        if key not in self._known:
            self._known[key] = self.of(self._fragments[name].selection_set, kind, listed, is_root=is_root)
        return self._known[key]

    def _of_field(self, field: FieldNode, kind: GraphQLNamedType, listed: int, is_root: bool) -> Measures:
        name = field.name.value
        if name in {"__schema", "__type"}:
            return Measures(1, int(is_root), DESCRIPTION_COST * self._fields_in(field.selection_set))
        if name.startswith("__") or not isinstance(kind, GraphQLObjectType):
            return Measures(depth=1, cost=1)
        kind_of_field = kind.fields[name].type
        is_group = is_root and name == "core"
        length = _length(kind_of_field, listed)
        inner = Measures()
        if field.selection_set:
            count = self._count(field, has_count="count" in kind.fields[name].args)
            inner = self.of(field.selection_set, get_named_type(kind_of_field), count, is_root=is_group)
        return Measures(
            depth=1 + inner.depth,
            readings=inner.readings if is_group else int(is_root),
            cost=1 + length * inner.cost,
        )

    def _count(self, field: FieldNode, *, has_count: bool) -> int:
        """How many are on a page that the field stands for; of a list without pages what is usual."""
        if not has_count:
            return LIST_LENGTH
        for argument in field.arguments or ():
            if argument.name.value == "count":
                match argument.value:
                    case IntValueNode(value=digits):
                        return _as_many(int(digits))
                    case VariableNode(name=name):
                        return _as_many(self._variables.get(name.value))
        return USUAL_PER_PAGE

    def _fields_in(self, selected: SelectionSetNode | None) -> int:
        """How many fields are selected, on all levels; a fragment's each time that it is used."""
        return sum(self._fields_of(selection) for selection in selected.selections) if selected else 0

    def _fields_of(self, selection: SelectionNode) -> int:
        if isinstance(selection, FieldNode):
            return 1 + self._fields_in(selection.selection_set)
        if isinstance(selection, InlineFragmentNode):
            return self._fields_in(selection.selection_set)
        name = cast(FragmentSpreadNode, selection).name.value
        if name not in self._counted:
            self._counted[name] = self._fields_in(self._fragments[name].selection_set)
        return self._counted[name]


def _as_many(count: object) -> int:
    """What a page of so many can hold. One of fewer than none is refused, and makes nothing else cheaper; JSON may
    write a whole number with decimals."""
    if count is None:
        return USUAL_PER_PAGE
    return max(0, min(count, MOST_PER_PAGE)) if isinstance(count, int) else MOST_PER_PAGE


def _length(kind: Any, listed: int) -> int:
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return listed if isinstance(kind, GraphQLList) else 1
