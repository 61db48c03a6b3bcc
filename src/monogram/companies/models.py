"""Companies, their people, their API keys and what limits them."""

from __future__ import annotations

import ipaddress
import re
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models

from monogram.common import clock

_MOST_RETRIES = 20
_WEEK = 7 * 86_400
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?\Z")


def validate_networks(value: object) -> None:
    """A JSON list of IP addresses or CIDR networks. Raises ValidationError naming the wrong entry."""
    if not isinstance(value, list):
        raise ValidationError('Give a JSON list, e.g. ["203.0.113.0/24"].')
    for entry in value:
        try:
            ipaddress.ip_network(entry, strict=False)
        except (ValueError, TypeError) as error:
            raise ValidationError(f"{entry!r} is not an IP address or network.") from error


def validate_error_codes(value: object) -> None:
    """A JSON list of integers."""
    if not isinstance(value, list) or not all(type(code) is int for code in value):
        raise ValidationError("Give a JSON list of error codes, e.g. [8014].")


def validate_delays(value: object) -> None:
    """A JSON list of at most 20 waiting times in seconds, each from a second to a week; an empty one is fine."""
    delays = value if isinstance(value, list) and len(value) <= _MOST_RETRIES else [0]
    if not all(type(delay) is int and 1 <= delay <= _WEEK for delay in delays):
        raise ValidationError("Give a JSON list of up to 20 waiting times in seconds, e.g. [60, 600, 7200].")


def is_origin(value: object) -> bool:
    """Whether it is a scheme, a host and perhaps a port, as a browser writes them."""
    return isinstance(value, str) and bool(_ORIGIN.match(value))


def validate_origins(value: object) -> None:
    """A JSON list of origins, as a browser writes them. Raises ValidationError naming the wrong entry."""
    if not isinstance(value, list):
        raise ValidationError('Give a JSON list, e.g. ["https://shop.example"].')
    for entry in value:
        if not is_origin(entry):
            raise ValidationError(f"{entry!r} is not an origin such as https://shop.example.")


class CompanyType(models.TextChoices):
    RETAILER = "retailer", "Retailer"
    SUPPLIER = "supplier", "Supplier"
    BOTH = "both", "Retailer and supplier"


class Company(models.Model):
    """A retailer, a supplier or both. Its primary key is the company reference ID of the wire contract."""

    id = models.BigAutoField("company reference ID", primary_key=True)
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=10, choices=CompanyType.choices, default=CompanyType.RETAILER)
    is_active = models.BooleanField(default=True, help_text="A deactivated company is refused with error 50002.")
    allowed_addresses = models.JSONField(
        validators=[validate_networks],
        default=list,
        blank=True,
        help_text='IP addresses or CIDR networks that may use the APIs, e.g. ["203.0.113.0/24"]. Empty: any.',
    )
    hourly_request_limit = models.PositiveIntegerField(default=1000)
    daily_request_limit = models.PositiveIntegerField(default=10000)
    suppressed_error_codes = models.JSONField(
        validators=[validate_error_codes],
        default=list,
        blank=True,
        help_text="Error codes of order intake that are let pass, e.g. [8014].",
    )
    orders_start_on_hold = models.BooleanField(
        default=False, help_text="New orders wait for a person, whatever status they ask for."
    )
    leaves_out_unknown_products = models.BooleanField(
        default=False,
        help_text="Lines whose product the catalogue does not know are left out of orders. Else the staff decide.",
    )
    requires_unique_external_ref = models.BooleanField(
        "requires a unique external_ref", default=True, help_text="A reference that comes again gets error 8001."
    )
    consolidates_callbacks = models.BooleanField(
        default=False,
        help_text="An order that was split over several suppliers is reported as one, by one callback for all parts.",
    )
    callback_retry_seconds = models.JSONField(
        validators=[validate_delays],
        null=True,
        blank=True,
        help_text="How long to wait before each further attempt of a callback, e.g. [60, 600, 7200]. "
        "Empty: five times two hours. []: no further attempts.",
    )
    batches_production = models.BooleanField(
        "batching",
        default=False,
        help_text="Of a supplier: its orders go In Production when their artwork is first downloaded.",
    )
    frame_origins = models.JSONField(
        validators=[validate_origins],
        default=list,
        blank=True,
        help_text='Origins that may embed the designer, e.g. ["https://shop.example"]. Empty: any.',
    )
    hosted_image_megabytes = models.PositiveIntegerField(
        default=5000, help_text="How much room the images have that its programs store (POST /user-image)."
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name_plural = "companies"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"

    @property
    def may_order(self) -> bool:
        return self.type in {CompanyType.RETAILER, CompanyType.BOTH}

    @property
    def may_supply(self) -> bool:
        return self.type in {CompanyType.SUPPLIER, CompanyType.BOTH}


class ApiKey(models.Model):
    """A key of 27 alphanumerics. Encrypted, since it is also an HMAC secret; found by its keyed hash."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=60, default="Default")
    encrypted_key = models.TextField(editable=False)
    key_hash = models.CharField(max_length=64, editable=False, db_index=True)
    is_demo = models.BooleanField(default=False, editable=False, help_text="Works in demo mode only.")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "API key"
        verbose_name_plural = "API keys"
        constraints = [models.UniqueConstraint(fields=["company", "key_hash"], name="api_key_once_per_company")]

    def __str__(self) -> str:
        return f"{self.name} of {self.company}"


class UserManager(BaseUserManager["User"]):
    """Makes users that sign in by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person: staff of this installation, or a member of one or more companies."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may use the back office", default=False)
    is_demo = models.BooleanField(default=False, editable=False, help_text="Can sign in in demo mode only.")
    date_joined = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class Role(models.TextChoices):
    OWNER = "owner", "Owner"
    MANAGER = "manager", "Manager"
    OPERATOR = "operator", "Operator"
    VIEWER = "viewer", "Viewer"


class Membership(models.Model):
    """What one user may do for one company."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.OPERATOR)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "company"], name="one_role_per_company")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} of {self.company}"


class RateLimitWindow(models.Model):
    """How many requests a company has made in one hour or one day that has begun at `starts_at`."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, db_index=False)
    seconds = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "seconds", "starts_at"], name="one_rate_limit_window")
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.count} in {self.seconds} s from {self.starts_at:%Y-%m-%d %H:%M}"


class UsageWindow(models.Model):
    """How often one caller or one company has done one thing since `starts_at` (`monogram.companies.usage`)."""

    subject = models.CharField(max_length=80, help_text='What is counted for whom, e.g. "upload address 203.0.113.7".')
    starts_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "starts_at"], name="one_window_of_usage")]
        indexes = [models.Index(fields=["starts_at"])]

    def __str__(self) -> str:
        return f"{self.subject}: {self.count} since {self.starts_at:%Y-%m-%d %H:%M}"
