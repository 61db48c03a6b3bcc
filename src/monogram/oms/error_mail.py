"""What goes wrong between us and suppliers, for the address that an integration names: what, why, and what to do."""

from __future__ import annotations

from django.urls import reverse

from monogram.files import services as files
from monogram.mail import services as mail
from monogram.orders.models import Order
from monogram.suppliers.integrations import FolderIntegration, PushIntegration
from monogram.suppliers.queries import integration_of


def tell_of_order(order: Order, *, what: str, next_step: str) -> None:
    """Have whoever keeps the order's integration hear that its supplier has not heard of it, in this transaction."""
    integration = integration_of(account_id=order.secondary_company_ref_id, supplier_id=order.supplier_id)
    if integration is None:
        return
    page = files.absolute(reverse("admin:orders_order_change", args=[order.pk]))
    _gather(integration, f"Order {order.external_ref} ({order.ref}): {what}", next_step, page)


def tell_of_file(integration: FolderIntegration, *, path: str, why: str) -> None:
    """The same of a file that a supplier has left in its folder, which was refused in whole or in part."""
    page = files.absolute(
        f"{reverse('admin:suppliers_receivedfile_changelist')}?integration__id__exact={integration.pk}"
    )
    next_step = "Put right what it names and send the file again: what was applied is not applied twice."
    _gather(integration, f"The file {path} was refused.\n{why}", next_step, page)


def tell_of_folder(integration: FolderIntegration, *, why: str) -> None:
    """The same of a folder that cannot be looked into."""
    page = files.absolute(reverse("admin:suppliers_folderintegration_change", args=[integration.pk]))
    next_step = "Put right what it names, then choose Test connection on this page."
    _gather(integration, f"The folder cannot be looked into for news.\n{why}", next_step, page, is_lasting=True)


def _gather(
    integration: PushIntegration | FolderIntegration, what: str, next_step: str, page: str, *, is_lasting: bool = False
) -> None:
    mail.gather(
        to=integration.errors_to,
        subject_key=f"{integration._meta.model_name} {integration.pk}",
        about=str(integration),
        text=f"{what}\nNext: {next_step}\n{page}",
        is_lasting=is_lasting,
    )
