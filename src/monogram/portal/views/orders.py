"""What there is to make."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from monogram.portal.access import Member, for_members


@require_GET
@for_members()
def orders(request: HttpRequest, member: Member) -> HttpResponse:
    """The supplier's orders."""
    return render(request, "portal/orders.html", {"member": member})
