"""Who may sign in to the staff's pages, and how often one may try."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from monogram.common.signing import sha256_hex
from monogram.companies import usage
from monogram.companies.models import User
from monogram.companies.services import remote_address

WINDOW_SECONDS = 900
TRIES_PER_ADDRESS = 20
TRIES_PER_NAME = 100
"""Higher, since whoever knows a colleague's name can use it up and shut the colleague out for a while."""


class SignInBackend(ModelBackend):
    """Django's own, with two differences.

    Passwords cannot be guessed at leisure. And the demo's user, whose password everybody knows, does not exist outside
    demo mode.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **fields: Any
    ) -> User | None:
        """Raises ValidationError, which the sign-in form shows, for too many tries. A success starts the count anew."""
        name = username or str(fields.get(User.USERNAME_FIELD) or "")
        subjects: dict[str, int] = {}
        if request is not None:  # first: who is refused for the address must not use up the name
            address = usage.household(remote_address(request.META))
            subjects[f"sign-in address {address}"] = TRIES_PER_ADDRESS
        subjects[f"sign-in name {sha256_hex(name.strip().lower().encode())[:32]}"] = TRIES_PER_NAME
        for subject, most in subjects.items():
            if wait := usage.take_place(subject, seconds=WINDOW_SECONDS, most=most):
                raise ValidationError(f"Too many tries. Wait {-(-wait // 60)} minutes, then try again.")
        user = super().authenticate(request, username=username, password=password, **fields)
        if not isinstance(user, User):
            return None
        for subject in subjects:
            usage.forget(subject)
        return user

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Asked at sign-in and again with every request of a session."""
        is_shut_out = isinstance(user, User) and user.is_demo and not settings.MONOGRAM_DEMO
        return not is_shut_out and super().user_can_authenticate(user)
