"""In and out, and to the company that a person works for."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET

from monogram.companies.models import User
from monogram.portal.access import content_security_policy, memberships_of


class _Guarded:
    """The portal's headers on Django's own views."""

    def dispatch(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **more)  # type: ignore[misc] # the view behind it
        response.headers["Content-Security-Policy"] = content_security_policy()
        return response


class SignIn(_Guarded, LoginView):
    """By e-mail address and password; who is signed in already is let through."""

    template_name = "portal/sign_in.html"
    next_page = "portal"
    redirect_authenticated_user = True


class SignOut(LogoutView):
    next_page = "portal-sign-in"


class ChangePassword(_Guarded, PasswordChangeView):
    """The person's own, by the present one."""

    template_name = "portal/change_password.html"
    success_url = reverse_lazy("portal")


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """To the orders of the first company that the person works for."""
    if not isinstance(request.user, User):
        return redirect("portal-sign-in")
    membership = memberships_of(request.user).first()
    if membership is None:
        response = render(request, "portal/no_company.html", status=403)
        response.headers["Content-Security-Policy"] = content_security_policy()
        return response
    return redirect("portal-orders", company_id=membership.company_id)
