"""What the OAuth library asks about clients, scopes and tokens, answered for our one grant."""

from __future__ import annotations

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator
from oauthlib.common import Request
from oauthlib.oauth2.rfc6749 import errors

from monogram.common import clock, signing
from monogram.companies.errors import AddressNotAllowedError
from monogram.companies.services import admitted, remote_address
from monogram.oauth import limits, queries
from monogram.oauth.models import ApiClient
from monogram.oauth.scopes import DESCRIPTIONS, canonical, read_scopes


class TooManyRequestsError(errors.OAuth2Error):
    """RFC 6749 has no error for it; RFC 6585's status says what is meant."""

    error = "temporarily_unavailable"
    status_code = 429

    def __init__(self, wait: int) -> None:
        super().__init__("Too many tokens have been asked for: use each until it expires")
        self._wait = wait

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self._wait)}


class ClientCredentialsValidator(OAuth2Validator):
    """Clients of companies with their secrets; no person, no browser and no refresh token takes part."""

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """By the header if there is one, else by the body: what is wrong in one is not made good by the other.

        Raises an OAuth2Error for a client that does not prove itself, for two that are named at once, for an address
        that the company does not allow and for too many tokens.
        """
        by_header = self._extract_basic_auth(request) is not None
        known = self._authenticate_basic_auth(request) if by_header else self._authenticate_request_body(request)
        if not known:
            raise errors.InvalidClientError("The client ID or the secret is wrong, or the client is not active")
        client: ApiClient = request.client
        if request.client_id not in {None, client.client_id}:
            raise errors.InvalidRequestError("The form and the Authorization header name different clients")
        try:
            admitted(client.company, remote_address=remote_address(request.headers))
        except AddressNotAllowedError as error:
            raise errors.UnauthorizedClientError(error.text) from None
        if wait := limits.wait_for_client(client):
            raise TooManyRequestsError(wait)
        return True

    def client_authentication_required(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        return True

    def _load_application(self, client_id: str | None, request: Request) -> ApiClient | None:
        """The library calls it; `request.client` may be a text out of the body before."""
        request.client = client = queries.usable_client(client_id or "")
        return client

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        """Secrets have 238 random bits, so a keyed hash guards them as well as a slow one, and costs nothing."""
        return signing.equal(signing.lookup_hash(provided_secret), stored_secret)

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: ApiClient, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Raises InvalidScopeError that names the first that the client may not have."""
        for scope in scopes:
            if canonical(scope) not in client.scopes:
                raise errors.InvalidScopeError(_why_not(scope), request=request)
        return True

    def save_bearer_token(self, token: dict[str, Any], request: Request, *args: Any, **kwargs: Any) -> None:
        kept = {**token, "scope": " ".join(read_scopes(token["scope"]))}  # the answer has the client's own spelling
        super().save_bearer_token(kept, request, *args, **kwargs)
        ApiClient.objects.filter(pk=request.client.pk).update(last_token_at=clock.now())


def _why_not(scope: str) -> str:
    """In the characters that RFC 6749 allows in a description."""
    if canonical(scope) in DESCRIPTIONS:
        return f"This client does not have the scope {scope}"
    shown = "".join(letter if letter.isascii() and (letter.isalnum() or letter in ".-_:") else "?" for letter in scope)
    return f"There is no scope {shown[:80]}"
