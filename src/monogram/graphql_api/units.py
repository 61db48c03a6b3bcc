"""What costs as much as a request of its own: mock-ups, and addresses that are asked while the caller waits.

They count against the caller's allowance as `POST /mockup` and `POST /user-image` do, before anything of the operation
is carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values

from monogram.images.hosting import is_hosted_address

Given: TypeAlias = Mapping[str, Any]


def units_of(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Given
) -> int:
    """How many requests the fields of a valid document stand for. Arguments that are refused later stand for none."""
    root = schema.mutation_type
    values = get_variable_values(schema, operation.variable_definitions or (), dict(variables))
    if root is None or operation.operation != OperationType.MUTATION or isinstance(values, list):
        return 0
    fragments = {part.name.value: part for part in document.definitions if isinstance(part, FragmentDefinitionNode)}
    return sum(_units(field, kind, values) for field, kind in _fields(operation.selection_set, root, fragments))


def _fields(
    selected: SelectionSetNode, kind: GraphQLObjectType, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[tuple[FieldNode, GraphQLObjectType]]:
    """The fields that count, and whose they are; those in `core` are the root's."""
    for selection in selected.selections:
        if isinstance(selection, FragmentSpreadNode):
            yield from _fields(fragments[selection.name.value].selection_set, kind, fragments)
        elif isinstance(selection, InlineFragmentNode):
            yield from _fields(selection.selection_set, kind, fragments)
        elif isinstance(selection, FieldNode) and selection.name.value == "core" and selection.selection_set:
            core = get_named_type(kind.fields["core"].type)
            if isinstance(core, GraphQLObjectType):
                yield from _fields(selection.selection_set, core, fragments)
        elif isinstance(selection, FieldNode) and selection.name.value in _COUNTED:
            yield selection, kind


def _units(field: FieldNode, kind: GraphQLObjectType, values: VariableValues) -> int:
    name = field.name.value
    try:
        return _COUNTED[name](get_argument_values(kind.fields[name], field, values))
    except GraphQLError:
        return 0


def _asked(addresses: Iterator[str | None]) -> int:
    """How many of these are asked, each once."""
    return len({address for address in addresses if address and not is_hosted_address(address)})


def _artwork(given: Given) -> Iterator[str | None]:
    urls = (url for artwork in given["artwork"] if artwork for url in artwork["urls"] if url)
    return (url.get("original") or url.get("preview") for url in urls)


_COUNTED: dict[str, Callable[[Given], int]] = {
    "createMockup": lambda given: 1,
    "createVirtualProductsFromArtwork": lambda given: _asked(_artwork(given)),
    "updateVirtualProduct": lambda given: _asked(iter([given["change"].get("artwork_url")])),
    "updateVirtualProducts": lambda given: _asked(each.get("artwork_url") for each in given["changes"]),
}
