"""Suppliers' senders and their contracts with carriers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models

from monogram.common.countries import ALPHA_2
from monogram.companies.models import Company


def validate_country(value: str) -> None:
    """An ISO 3166-1 code in capitals. Raises ValidationError."""
    if value not in ALPHA_2:
        raise ValidationError(f"No country has the code “{value}”. Give two capital letters, e.g. GB.")


def validate_codes(value: object) -> None:
    """A JSON list of texts. Raises ValidationError."""
    if not isinstance(value, list) or not all(isinstance(code, str) and code for code in value):
        raise ValidationError("Give a list of codes.")


class CarrierCode(models.TextChoices):
    SANDBOX = "sandbox", "Sandbox Post"
    ROYAL_MAIL = "royal_mail", "Royal Mail, by Intersoft SAPIENT"
    EVRI = "evri", "Evri, by Intersoft SAPIENT"
    DPD = "dpd", "DPD"
    DPD_BENELUX = "dpd_benelux", "DPD Belgium and Netherlands"
    DHL_EXPRESS = "dhl_express", "DHL Express"
    DHL_PAKET = "dhl_paket", "DHL Paket (Germany)"
    UPS = "ups", "UPS"
    FEDEX = "fedex", "FedEx"
    HERMES_DE = "hermes_de", "Hermes (Germany)"


class SenderAddress(models.Model):
    """From whom and where a supplier's parcels come, and what customs is told where a product does not say."""

    company = models.OneToOneField(
        Company, verbose_name="supplier", on_delete=models.CASCADE, related_name="sender_address"
    )
    name = models.CharField(max_length=100, help_text="On the label, as “Northern Print Works”.")
    address_1 = models.CharField("street", max_length=100)
    address_2 = models.CharField("street, second line", max_length=100, blank=True)
    town = models.CharField(max_length=100)
    region = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=20)
    country_code = models.CharField("country", max_length=2, validators=[validate_country], help_text="As GB.")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    vat_number = models.CharField("VAT number", max_length=30, blank=True)
    eori_number = models.CharField("EORI number", max_length=30, blank=True)
    default_weight_g = models.PositiveIntegerField(
        "weight of a piece in g", default=250, validators=[MinValueValidator(1)], help_text="Of products without one."
    )
    default_hs_code = models.CharField(
        "HS code",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{6,14}\Z", "Give six digits or more, without dots.")],
        help_text="Of products without one, for parcels that pass customs.",
    )

    class Meta:
        verbose_name_plural = "sender addresses"

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"


class CarrierConnection(models.Model):
    """A supplier's contract with a carrier, by which labels are made."""

    supplier = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="carrier_connections")
    carrier = models.CharField(max_length=20, choices=CarrierCode.choices, default=CarrierCode.SANDBOX)
    name = models.CharField(max_length=100, help_text="As people call it: “Sandbox Post, account 4711”.")
    is_enabled = models.BooleanField("enabled", default=True)
    is_test = models.BooleanField("test", default=True, help_text="Its labels say that they are none to send by.")
    services = models.JSONField(
        default=list, blank=True, validators=[validate_codes], help_text="The services on offer, by their codes."
    )
    encrypted_settings = models.TextField(blank=True, editable=False)
    serial = models.PositiveIntegerField(
        "last serial number", default=0, editable=False, help_text="Of the tracking numbers that were given out."
    )

    class Meta:
        ordering = ["supplier", "name"]

    def __str__(self) -> str:
        return self.name


class SandboxParcel(models.Model):
    """What the sandbox, as a carrier, has written down: asked again under the same reference, it gives the same."""

    connection = models.ForeignKey(CarrierConnection, on_delete=models.CASCADE, related_name="sandbox_parcels")
    reference = models.CharField(max_length=32)
    serial = models.PositiveIntegerField()
    is_voided = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "reference"], name="sandbox_reference_once"),
            models.UniqueConstraint(fields=["connection", "serial"], name="sandbox_serial_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, number {self.serial}"
