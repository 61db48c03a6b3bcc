"""A carrier of our own that takes everything and carries nothing: its labels are real in every other respect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.db import transaction

from monogram.rendering.documents.s10 import s10
from monogram.rendering.documents.shipping_label import ShippingLabel, label_pdf, label_pngs, label_zpl
from monogram.shipping.carriers import Booking, LabelFile, ParcelWish, SettingField
from monogram.shipping.customs import declaration
from monogram.shipping.errors import CarrierRefusedError
from monogram.shipping.fonts import bench_fonts
from monogram.shipping.models import CarrierConnection, LabelFormat, SandboxParcel

TRACKED_24, TRACKED_48, INTERNATIONAL = "tracked-24", "tracked-48", "international"
HEAVIEST_G = 20_000
NO_SUCH_ADDRESS = "ZZ99 9ZZ"
"""A postcode that the sandbox refuses, so that people see what a refusal looks like."""
_PREFIX = "LM"


class Sandbox:
    """Gives numbers after UPU S10, in the order asked, and keeps the reference of each."""

    name = "Sandbox Post"
    services: Mapping[str, str] = MappingProxyType(
        {TRACKED_24: "Tracked 24", TRACKED_48: "Tracked 48", INTERNATIONAL: "International Tracked"}
    )
    keeps_references = True
    setting_fields: Sequence[SettingField] = ()
    takes_other_services = False
    notes: Sequence[str] = ("It is here to try things out: its labels are right in all but being valid.",)
    test_means = "Its labels say that they are none to send by."
    can_check = False
    missing_package = ""

    def book(self, connection: CarrierConnection, wish: ParcelWish) -> Booking:
        """A number and labels in each format. Raises CarrierRefusedError."""
        self._check(wish)
        tracking = s10(_PREFIX, _serial(connection, wish.reference), wish.sender.country_code)
        method = self.services[wish.service]
        label = ShippingLabel(
            sender=wish.sender.lines(with_country=wish.passes_customs),
            recipient=wish.recipient.lines(with_country=_is_abroad(wish)),
            service=method,
            tracking=tracking,
            reference=wish.order_ref,
            weight_g=wish.weight_g,
            customs=declaration(wish) if wish.passes_customs else None,
            carrier=self.name,
            date=wish.date,
            notice="TEST LABEL · NOT VALID FOR POSTING" if connection.is_test else "",
            contents=[f"{goods.quantity} × {goods.description}" for goods in wish.goods],
        )
        return Booking(tracking, "", method, _files(label))

    def check(self, connection: CarrierConnection) -> None:
        raise NotImplementedError

    def void(self, connection: CarrierConnection, *, reference: str, tracking: str, carrier_reference: str) -> None:
        """Raises CarrierRefusedError for a parcel that the sandbox never had."""
        if not SandboxParcel.objects.filter(connection=connection, reference=reference).update(is_voided=True):
            raise CarrierRefusedError(f"The carrier does not know the parcel {tracking}")

    def _check(self, wish: ParcelWish) -> None:
        if wish.service not in self.services:
            raise CarrierRefusedError(f"The carrier has no service “{wish.service}”")
        if wish.recipient.postcode.strip().upper() == NO_SUCH_ADDRESS:
            raise CarrierRefusedError(f"The postcode {NO_SUCH_ADDRESS} is not known: correct the address")
        if _is_abroad(wish) and wish.service != INTERNATIONAL:
            here, there = wish.sender.country_code, wish.recipient.country_code
            raise CarrierRefusedError(f"{self.services[wish.service]} goes within {here} only, not to {there}")
        if wish.weight_g > HEAVIEST_G:
            weight, most = wish.weight_g / 1000, HEAVIEST_G // 1000
            raise CarrierRefusedError(f"The parcel weighs {weight:.1f} kg, and {most} kg is the most: send it in parts")


def _is_abroad(wish: ParcelWish) -> bool:
    return wish.recipient.country_code != wish.sender.country_code


def _serial(connection: CarrierConnection, reference: str) -> int:
    """The next number, or that which the reference has already."""
    with transaction.atomic():
        held = CarrierConnection.objects.select_for_update().get(pk=connection.pk)
        known = SandboxParcel.objects.filter(connection=held, reference=reference).first()
        if known is not None:
            return known.serial
        held.serial += 1
        held.save(update_fields=["serial"])
        SandboxParcel.objects.create(connection=held, reference=reference, serial=held.serial)
        return held.serial


def _files(label: ShippingLabel) -> list[LabelFile]:
    fonts = bench_fonts()
    pictures = [LabelFile(LabelFormat.PNG, content, page) for page, content in enumerate(label_pngs(label, fonts), 1)]
    return [
        LabelFile(LabelFormat.PDF, label_pdf(label, fonts)),
        LabelFile(LabelFormat.ZPL, label_zpl(label, fonts).encode()),
        *pictures,
    ]
