"""Who may sign in to the staff's pages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser


class SignInBackend(ModelBackend):
    """Django's own, but for the demo's user, whose password everybody knows: outside demo mode it does not exist."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Asked at sign-in and again with every request of a session."""
        is_shut_out = getattr(user, "is_demo", False) and not settings.MONOGRAM_DEMO
        return not is_shut_out and super().user_can_authenticate(user)
