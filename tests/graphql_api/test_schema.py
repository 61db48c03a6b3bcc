"""The schema as it is kept in the documents."""

from __future__ import annotations

from pathlib import Path

from graphql import GraphQLObjectType

from monogram.graphql_api import errors
from monogram.graphql_api.schema import schema

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_documents_hold_the_schema_as_it_is() -> None:
    """`monogram manage graphql_schema > docs/api/schema.graphql` makes them so again."""
    assert (DOCS / "api" / "schema.graphql").read_text() == schema.as_str() + "\n"


def fields_of(name: str) -> set[str]:
    kind = schema._schema.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return set(kind.fields)


def test_all_is_both_at_the_root_and_under_core() -> None:
    for root, core in [("Query", "Core"), ("Mutation", "CoreMutation")]:
        assert fields_of(root) - {"core"} == fields_of(core)


def test_the_guide_names_every_code_of_ours() -> None:
    guide = (DOCS / "guides" / "graphql.md").read_text()
    ours = [kind.code for kind in vars(errors).values() if getattr(kind, "code", 0) in range(60000, 60100)]

    assert sorted(ours) == [60000, 60001, 60002, 60003, 60004]
    assert [code for code in ours if f"| {code} |" not in guide] == []
