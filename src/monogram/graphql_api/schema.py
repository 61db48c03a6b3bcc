"""The schema: everything both at the root and under `core` (`contract.md §10`)."""

from __future__ import annotations

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from monogram.graphql_api.fields import field
from monogram.graphql_api.limits import Limits
from monogram.graphql_api.reading import Reading
from monogram.graphql_api.scalars import SCALARS
from monogram.graphql_api.writing import Writing

_SAME = "The same fields as at the root, for clients that ask for them here."


@strawberry.type(description=_SAME)
class Core(Reading):
    pass


@strawberry.type(description="What can be read.")
class Query(Reading):
    @field(_SAME)
    def core(self) -> Core:
        return Core()


@strawberry.type(description=_SAME)
class CoreMutation(Writing):
    pass


@strawberry.type(description="What can be made and changed.")
class Mutation(Writing):
    @field(_SAME)
    def core(self) -> CoreMutation:
        return CoreMutation()


class Schema(strawberry.Schema):
    """Errors are logged where they are told (`errors.accident`): those that a caller made are no news."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        pass


schema = Schema(
    query=Query,
    mutation=Mutation,
    extensions=[Limits],
    config=StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS),
)
