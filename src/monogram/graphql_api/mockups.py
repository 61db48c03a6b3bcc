"""Pictures of a product with artwork on it, as `POST /mockup` makes them."""

from __future__ import annotations

from typing import Any

import strawberry

from monogram.artwork.mockup_requests import DEFAULT_SIZE, read_mockup
from monogram.artwork.mockups import Mockup, make_mockups
from monogram.companies.models import Company
from monogram.graphql_api.artwork_inputs import PlacementInput


@strawberry.input(
    name="MockupArtwork", description="A picture, by its address or by the id of one that is stored here."
)
class MockupArtworkInput:
    url: str | None = None
    image: strawberry.ID | None = None
    placement: PlacementInput | None = strawberry.field(default=None, description="Else fitted to the first area.")

    def plain(self) -> dict[str, Any]:
        """As the REST API has it."""
        placement = dict(vars(self.placement)) if self.placement else None
        return {"url": self.url, "image": self.image, "placement": placement}


@strawberry.input(
    name="MockupRequest",
    description="Give product_id with artwork, or print_job_ref, or print_on_demand_ref; a virtual product needs no "
    "artwork.",
)
class MockupInput:
    product_id: strawberry.ID | None = None
    artwork: list[MockupArtworkInput] | None = None
    print_job_ref: str | None = None
    print_on_demand_ref: str | None = None
    options: list[strawberry.ID] | None = strawberry.field(default=None, description="The chosen ones.")
    views: list[str] | None = strawberry.field(default=None, description="The sides, by their names; else all.")
    size: int = strawberry.field(default=DEFAULT_SIZE, description="Of the square, in pixels: 60 to 1600.")
    format: str = strawberry.field(default="jpeg", description="jpeg or png.")


@strawberry.type(name="Mockup", description="A side of the product.")
class MockupNode:
    view: str
    url: str
    width: int
    height: int

    @classmethod
    def of(cls, mockup: Mockup) -> MockupNode:
        return cls(view=mockup.view, url=mockup.url, width=mockup.width, height=mockup.height)


def mockups_of(company: Company, asked: MockupInput) -> list[MockupNode]:
    """Raises what `read_mockup` and `make_mockups` raise."""
    artwork = [each.plain() for each in asked.artwork or []]
    wanted = read_mockup({**vars(asked), "artwork": artwork})
    return [MockupNode.of(mockup) for mockup in make_mockups(company=company, wanted=wanted)]
