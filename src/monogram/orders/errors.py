"""Why an order is refused: the published error table, a class a row (`contract.md §2`).

`message` is the table's "Meaning". The text of an instance adds what exactly is wrong, and `path` says where.
Intake does not raise at the first failure: it collects instances, and `refusal` makes one error of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from monogram.common.errors import MonogramError, NotFoundError


class IntakeError(MonogramError):
    """A failure of an order that came in. `detail` goes behind the table's meaning."""

    says_all_in_message: ClassVar[bool] = False

    def __init__(self, detail: str = "", *, path: str = "", errors: Sequence[IntakeError] = ()) -> None:
        text = ": ".join(part for part in (self.message, detail) if part)
        super().__init__(text, path=path)
        self.detail = detail
        self.errors: Sequence[IntakeError] = errors or (self,)

    @property
    def headline(self) -> str:
        """`error.message`: the table's meaning, or where the table has none to tell, all that there is to say."""
        return self.text if self.says_all_in_message else self.message


class RequestError(IntakeError):
    """Anything that the table has no row for: too long, of the wrong type, not an object."""

    code = 0
    message = ""
    says_all_in_message = True


class InvalidJsonError(IntakeError):
    code = 100
    message = "Invalid JSON"
    says_all_in_message = True


class NoItemsError(IntakeError):
    code = 8000
    message = "No items"


class DuplicateExternalRefError(IntakeError):
    code = 8001
    message = "An order already exists with the specified value for external_ref"


class InvalidSaleDatetimeError(IntakeError):
    code = 8011
    message = "Invalid sale_datetime"


class InvalidStatusCallbackUrlError(IntakeError):
    code = 8012
    message = "Invalid status_callback_url"


class InvalidCountryCodeError(IntakeError):
    code = 8013
    message = "Invalid country code"


class InvalidRequiredDispatchDateError(IntakeError):
    code = 8014
    message = "Invalid required_dispatch_date"


class CompanyRefIdMissingError(IntakeError):
    code = 8030
    message = "Order company_ref_id not specified"


class ExternalRefMissingError(IntakeError):
    code = 8031
    message = "Order external_ref not specified"


class ShippingAddressMissingError(IntakeError):
    code = 8032
    message = "Order shipping_address_1 not specified"


class ShippingPostcodeMissingError(IntakeError):
    code = 8033
    message = "Order shipping_postcode not specified"


class ShippingCountryCodeMissingError(IntakeError):
    code = 8034
    message = "Order shipping_country_code not specified"


class InvalidItemTypeError(IntakeError):
    code = 8040
    message = "Invalid item type"


class InvalidItemQuantityError(IntakeError):
    code = 8041
    message = "Invalid item quantity"


class InvalidItemAttributeError(IntakeError):
    code = 8042
    message = "Invalid item attribute for a textual item"


class InvalidItemPrintJobError(IntakeError):
    code = 8043
    message = "Invalid item print job"


class ItemExternalRefMissingError(IntakeError):
    code = 8050
    message = "Item external_ref not specified"


class ItemPrintJobRefMissingError(IntakeError):
    code = 8051
    message = "Item print_job_ref not specified"


class ItemTextualProductIdMissingError(IntakeError):
    code = 8052
    message = "Item textual_product_id not specified"


class ItemExternalUrlMissingError(IntakeError):
    code = 8053
    message = "Item external_url not specified"


class ItemExternalThumbnailUrlMissingError(IntakeError):
    code = 8054
    message = "Item external_thumbnail_url not specified"


ERROR_TABLE: Mapping[int, type[IntakeError]] = {
    error.code: error for error in sorted(IntakeError.__subclasses__(), key=lambda error: error.code)
}

# Without what these stand for there is no order to keep, so no company can have them let pass.
UNSUPPRESSIBLE = frozenset({0, 100, 8000, 8031, 8040, 8041})


def refusal(failures: Sequence[IntakeError]) -> IntakeError:
    """One error out of all failures: the first in the order of the table's codes, with every one in `errors`."""
    ordered = sorted(failures, key=lambda failure: failure.code)
    first = ordered[0]
    return type(first)(first.detail, path=first.path, errors=ordered)


class IdempotencyKeyReusedError(RequestError):
    """The key stands for another body already: answering either would hide a mistake of the caller's."""


class OrderNotFoundError(NotFoundError):
    message = "There is no such order"


class StatusChangeRefusedError(MonogramError):
    """The status table has no such step for this party, or there is no such status."""

    message = "The status cannot be changed like this"
