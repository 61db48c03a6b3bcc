"""Mock-ups: `POST /mockup`."""

from __future__ import annotations

from django.http import HttpRequest

from monogram.api import auth, openapi_images
from monogram.api.answers import MockupsDocument
from monogram.api.router import router
from monogram.artwork.mockup_requests import read_mockup
from monogram.artwork.mockups import make_mockups
from monogram.oauth.scopes import MOCKUPS_CREATE
from monogram.orders.json_body import read_json


@router.post(
    "/mockup",
    auth=auth.ScopedAuth(MOCKUPS_CREATE),
    summary="Have mock-ups made",
    openapi_extra=openapi_images.POST_MOCKUP,
    tags=["Images"],
)
@router.post("/mockup/", auth=auth.ScopedAuth(MOCKUPS_CREATE), include_in_schema=False)
def post_mockup(request: HttpRequest) -> MockupsDocument:
    """Pictures of a product with artwork on it, or of a design that is here already, one for each side.

    Give `product_id` with `artwork`, or `print_job_ref`, or `print_on_demand_ref`; a virtual product needs no
    `artwork`. Artwork at an address is stored as `POST /user-image` does. The same request again draws nothing.
    """
    wanted = read_mockup(read_json(request.body))
    mockups = make_mockups(company=auth.caller_of(request), wanted=wanted)
    return {
        "images": [
            {"view": mockup.view, "url": mockup.url, "width": mockup.width, "height": mockup.height}
            for mockup in mockups
        ]
    }
