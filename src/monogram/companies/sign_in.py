"""Who may sign in to the staff's pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from monogram.companies.models import User


class SignInBackend(ModelBackend):
    """Django's own, but for the demo's user, whose password everybody knows: outside demo mode it does not exist."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Asked at sign-in and again with every request of a session."""
        is_shut_out = isinstance(user, User) and user.is_demo and not settings.MONOGRAM_DEMO
        return not is_shut_out and super().user_can_authenticate(user)
