"""Who calls the REST APIs: `Authorization: Basic COMPANYREFID:APIKEY`, raw or in base64 (`contract.md §1`)."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security.base import AuthBase

from monogram.companies import services as companies
from monogram.companies.models import Company
from monogram.companies.services import Caller, Needs


class BasicAuth(AuthBase):
    """Lets companies of one kind in. Raises the errors 50000 to 50004, which the API renders."""

    openapi_type = "http"
    openapi_scheme = "basic"
    openapi_description = "COMPANYREFID:APIKEY, either raw or in base64"

    def __init__(self, needs: Needs) -> None:
        super().__init__()
        self.needs: Needs = needs

    def __call__(self, request: HttpRequest) -> Caller:
        return companies.authenticate(
            authorization=request.headers.get("Authorization"),
            remote_address=companies.remote_address(request.META),
            needs=self.needs,
        )


retailers = BasicAuth("retailer")
anyone = BasicAuth("any")


def caller_of(request: HttpRequest) -> Company:
    """The company that was let in."""
    caller: Caller = request.auth  # type: ignore[attr-defined]  # set by ninja from what the class above returns
    return caller.company
