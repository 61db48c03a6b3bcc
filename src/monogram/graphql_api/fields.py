"""Fields with resolvers, and which scope they need: each that reads or writes something of a company says so here.

`name`, in all of these, is the contract's name where it is not a Python one. Arguments have theirs from `named`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import SyncExtensionResolver

from monogram.graphql_api.context import ApiInfo
from monogram.oauth.errors import ScopeMissingError

Resolver = TypeVar("Resolver", bound=Callable[..., object])


class NeedsScope(FieldExtension):
    """Refuses the field, and nothing else of the query, to callers without the scope."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: ApiInfo, **arguments: Any) -> Any:
        """Raises ScopeMissingError."""
        if self.scope not in info.context.caller.scopes:
            raise ScopeMissingError(f"{info.field_name} needs the scope {self.scope}", scope=self.scope)
        return next_(source, info, **arguments)


def named(name: str, description: str = "") -> Any:
    """An argument with the contract's name, for `Annotated`."""
    return strawberry.argument(name=name, description=description or None)


def field(description: str = "", *, name: str | None = None) -> Callable[[Resolver], Resolver]:
    """A field that whoever has its parent may see. To the type checker the resolver stays what it is."""
    return cast(Callable[[Resolver], Resolver], strawberry.field(name=name, description=description or None))


def scoped(scope: str, description: str, *, name: str | None = None) -> Callable[[Resolver], Resolver]:
    """A field for those who have the scope, which the schema says."""
    told = strawberry.field(name=name, description=_with_scope(description, scope), extensions=[NeedsScope(scope)])
    return cast(Callable[[Resolver], Resolver], told)


def mutation(scope: str, description: str, *, name: str) -> Callable[[Resolver], Resolver]:
    """A deed for those who have the scope, which the schema says."""
    told = strawberry.mutation(name=name, description=_with_scope(description, scope), extensions=[NeedsScope(scope)])
    return cast(Callable[[Resolver], Resolver], told)


def _with_scope(description: str, scope: str) -> str:
    return f"{description} Needs the scope `{scope}`."
