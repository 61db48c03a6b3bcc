"""The checkout form: what the customer gives, and where the platform's objections belong."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict

from monogram.demo.site.catalogue import BY_METHOD, DELIVERY_CHOICES, DeliveryChoice
from monogram.demo.site.platform import PlatformRefusedError
from monogram.demo.site.shop.cart import CartLine
from monogram.demo.site.shop.words import failure_words

COUNTRIES = {
    "GB": "United Kingdom",
    "IE": "Ireland",
    "DE": "Germany",
    "ES": "Spain",
    "FR": "France",
    "IT": "Italy",
    "NL": "Netherlands",
    "PL": "Poland",
    "SE": "Sweden",
    "US": "United States",
}
DEMO_CUSTOMER = {
    "name": "Ada Byrne",
    "email": "ada.byrne@example.com",
    "telephone": "+44 20 7946 0018",
    "company": "",
    "address_1": "14 Quayside Row",
    "address_2": "Flat 3",
    "town": "Bristol",
    "region": "",
    "postcode": "BS1 4TX",
    "country": "GB",
}
MAX_LENGTH = 255


@dataclass
class CheckoutForm:
    """The values as given, and what is wrong with them: by field, and with the order as a whole."""

    values: dict[str, str]
    delivery: DeliveryChoice = DELIVERY_CHOICES[0]
    field_errors: dict[str, str] = field(default_factory=dict)
    order_errors: list[str] = field(default_factory=list)
    is_unanswered: bool = False

    @classmethod
    def prefilled(cls) -> CheckoutForm:
        """A demo shopper's address, so that trying the shop takes no typing."""
        return cls(dict(DEMO_CUSTOMER))

    @classmethod
    def submitted(cls, form: QueryDict) -> CheckoutForm:
        """What was sent. Whether an address is complete is left to the platform: one rule in one place."""
        values = {name: str(form.get(name, "")).strip()[:MAX_LENGTH] for name in DEMO_CUSTOMER}
        delivery = BY_METHOD.get(str(form.get("delivery", "")), DELIVERY_CHOICES[0])
        return cls(values, delivery)

    @property
    def is_refused(self) -> bool:
        return bool(self.field_errors or self.order_errors)

    def take_objections(self, refusal: PlatformRefusedError, lines: list[CartLine]) -> None:
        """Put each failure of the platform where the customer can mend it, in words that say how."""
        names = [line.product.name for line in lines]
        self.is_unanswered = not refusal.is_answer
        for failure in refusal.failures:
            name, words = failure_words(failure, names)
            if name:
                self.field_errors.setdefault(name, words)
            elif words not in self.order_errors:
                self.order_errors.append(words)
