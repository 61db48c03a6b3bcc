"""What goes wrong between us and suppliers, or with files of orders, for the address that is named for it.

Each says what, why, and what to do.
"""

from __future__ import annotations

from django.urls import reverse

from monogram.files import services as files
from monogram.mail import services as mail
from monogram.orders.models import Order, OrderDrop, OrderFile
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


def tell_of_order_file(drop: OrderDrop, file: OrderFile) -> None:
    """The same of a file of orders that a retailer has left in its folder, which was refused in whole or in part."""
    page = files.absolute(reverse("admin:orders_orderfile_change", args=[file.pk]))
    why = file.detail or f"{file.refused_count} of its {file.order_count} orders cannot be placed."
    next_step = "Put right what the file beside it names, and drop it again under a new name."
    _gather(drop, f"The file {file.name} was refused{'' if file.detail else ' in part'}.\n{why}", next_step, page)


def tell_of_folder(folder: FolderIntegration | OrderDrop, *, why: str) -> None:
    """The same of a folder that cannot be looked into."""
    options = folder._meta
    page = files.absolute(reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[folder.pk]))
    next_step = "Put right what it names, then choose Test connection on this page."
    _gather(folder, f"The folder cannot be looked into.\n{why}", next_step, page, is_lasting=True)


def _gather(
    told: PushIntegration | FolderIntegration | OrderDrop,
    what: str,
    next_step: str,
    page: str,
    *,
    is_lasting: bool = False,
) -> None:
    mail.gather(
        to=told.errors_to,
        subject_key=f"{told._meta.model_name} {told.pk}",
        about=str(told),
        text=f"{what}\nNext: {next_step}\n{page}",
        is_lasting=is_lasting,
    )
