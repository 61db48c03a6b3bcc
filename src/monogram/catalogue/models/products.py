"""Products, and the lists that they are sold from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.core.validators import RegexValidator
from django.db import models, transaction

from monogram.catalogue import rules
from monogram.catalogue.models.fonts import Font
from monogram.catalogue.models.refusals import refuse
from monogram.common import clock
from monogram.common.words import searchable
from monogram.companies.models import Company


class ProductKind(models.TextChoices):
    PERSONALISED = "personalised", "Personalised in the designer"
    TEXTUAL = "textual", "Textual: personalised by text alone"
    STOCK = "stock", "Stock item"


class VirtualState(models.TextChoices):
    """How far a virtual product is. Only an approved one is active: opened, listed and ordered."""

    NONE = "", "Not virtual"
    PENDING = "pending", "Waits for approval"
    APPROVED = "approved", "Approved"
    REMOVED = "removed", "Removed"


_LISTED_BY = ("owner", "is_active", "name", "virtual_state", "kind", "search_text")
"""What lists are narrowed down and ordered by: a member of a category has its product's."""
_FILTERS = ("virtual_state", "kind", "search_text")
_LONGEST_SEARCH_TEXT = 500  # with the name it fits into PostgreSQL's largest entry of an index, 2,704 bytes


def product_search_text(name: str, sku: str) -> str:
    """The words by which a product is found. Only names of letters that fold into many are ever cut."""
    return searchable(name, sku)[:_LONGEST_SEARCH_TEXT]


def _list_indexes(named: str, *, number: str, within: Sequence[str] = ()) -> list[models.Index]:
    """By number and by name: what `pages` counts and walks, and nothing else; what its filters ask for comes last.

    Companies' own and those of no one have indexes of their own: PostgreSQL takes a range whose owner IS NULL for one
    without order.
    """
    indexes = []
    for way, keys in {"number": [number], "name": ["name", number]}.items():
        own, shared = (
            [*within, "owner", "is_active", *keys, *_FILTERS],
            [*within, "is_active", *keys, *_FILTERS, "owner"],
        )
        indexes += [
            models.Index(fields=own, name=f"{named}_by_{way}", condition=models.Q(owner__isnull=False)),
            models.Index(fields=shared, name=f"shared_{named}_by_{way}", condition=models.Q(owner__isnull=True)),
        ]
    return indexes


_P = TypeVar("_P", bound="Product")


class ProductQuerySet(models.QuerySet[_P]):
    """Products, whose changes reach the categories that they are in."""

    def update(self, **changes: Any) -> int:
        if not {name.removesuffix("_id") for name in changes}.intersection(_LISTED_BY):
            return super().update(**changes)
        with transaction.atomic(using=self.db):
            numbers = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**changes)
            CategoryMember.objects.using(self.db).filter(product__in=numbers).follow()
        return changed

    update.alters_data = True  # type: ignore[attr-defined]  # Django's word to its templates


class Product(models.Model):
    """Something that a retailer sells and a supplier makes. `id` is the `p` of the Smartlink.

    A virtual product is a blank with artwork on it. It has a name, a description, a SKU and perhaps a price of its own;
    all else is its `base`'s, as that is at the time (`catalogue.queries.offer_for`), and its artwork is a
    `designs.VirtualDesign`.
    """

    id = models.BigAutoField("product ID", primary_key=True)
    owner = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="products",
        help_text="The retailer whose product it is. Empty: every retailer may use it.",
    )
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=ProductKind.choices, default=ProductKind.PERSONALISED)
    sku = models.CharField("retail SKU", max_length=80, db_index=True)
    supplier = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="supplied_products"
    )
    supplier_sku = models.CharField("supplier's SKU", max_length=80, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    currency_code = models.CharField(max_length=3, default="GBP")
    fonts = models.ManyToManyField(Font, blank=True, help_text="Fonts on offer. None chosen: all.")
    colours = models.JSONField(
        "design colours",
        default=list,
        blank=True,
        help_text='Palette on offer, e.g. ["#1c1b1a"]. Empty: any.',
    )
    preflight = models.JSONField(
        "what preflight does otherwise",
        default=dict,
        blank=True,
        help_text=(
            'Severities (off, inform, warn, block) and limits by rule, e.g. {"bleed": "block", "resolution":'
            ' {"severity": "warn", "minimum": 150, "block_below": 72}}. Empty: as below.'
        ),
    )
    min_quantity = models.PositiveIntegerField("fewest at once", default=1)
    max_quantity = models.PositiveIntegerField(
        "most at once", null=True, blank=True, help_text="Empty: as many as one likes."
    )
    quantity_step = models.PositiveIntegerField(
        "in steps of", default=1, help_text="Counted from the fewest: from 10 in steps of 5 is 10, 15, 20…"
    )
    is_template = models.BooleanField(
        "template",
        default=False,
        help_text="Shoppers fill its text and image areas and can add nothing else.",
    )
    weight_g = models.PositiveIntegerField("weight in g", null=True, blank=True, help_text="Of one piece, packed.")
    hs_code = models.CharField(
        "HS code",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{6,14}\Z", "Give six digits or more, without dots.")],
        help_text="For customs. Empty: the supplier's own default.",
    )
    origin_country = models.CharField(
        "made in", max_length=2, blank=True, help_text="For customs, as GB. Empty: the country it is sent from."
    )
    customs_description = models.CharField(
        max_length=100, blank=True, help_text="For customs, as “Cotton T-shirt, printed”. Empty: its name."
    )
    base = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="virtuals",
        verbose_name="base product",
        help_text="What a virtual product is made on. It is never a virtual product itself.",
    )
    virtual_state = models.CharField(
        max_length=8, choices=VirtualState.choices, default=VirtualState.NONE, blank=True, editable=False
    )
    offered_options = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Of a virtual product: numbers of the options on offer. None of an aspect: all that its base has.",
    )
    may_personalise = models.BooleanField(
        default=True, editable=False, help_text="Of a virtual product: shoppers may add to its artwork."
    )
    is_active = models.BooleanField(default=True)
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = _list_indexes("product", number="id")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "sku"],
                name="sku_of_virtual_product_once",
                condition=models.Q(virtual_state__in=["pending", "approved"]),
            ),
            models.CheckConstraint(
                condition=models.Q(base__isnull=True, virtual_state="")
                | models.Q(base__isnull=False) & ~models.Q(virtual_state=""),
                name="virtual_product_has_a_base",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the words by which it is found, and what its categories list it by."""
        self.search_text = product_search_text(self.name, self.sku)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_text"}
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            CategoryMember.objects.filter(product=self.pk).follow()

    def clean(self) -> None:
        refuse(
            {
                "colours": rules.colours_problem(self.colours),
                "preflight": rules.preflight_problem(self.preflight),
                "price": rules.price_problem(self.price),
                **rules.quantity_problems(fewest=self.min_quantity, most=self.max_quantity, step=self.quantity_step),
                "supplier": f"{self.supplier.name} is not a supplier."
                if self.supplier and not self.supplier.may_supply
                else None,
            }
        )


class Category(models.Model):
    """A list of products with a number by which Smartlink and VPC name it."""

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(Company, null=True, blank=True, on_delete=models.CASCADE)
    products: models.ManyToManyField[Product, CategoryMember] = models.ManyToManyField(
        Product, through="CategoryMember", blank=True, related_name="categories"
    )

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.pk})"


class CategoryMembers(models.QuerySet["CategoryMember"]):
    """Members, each with what its product is listed by."""

    def bulk_create(self, objs: Iterable[CategoryMember], *args: Any, **kwargs: Any) -> list[CategoryMember]:
        """With what their products have by now. Those are locked, so that no change of one passes by unseen."""
        members = list(objs)
        with transaction.atomic(using=self.db):
            locked = Product.objects.using(self.db).select_for_update(no_key=True).order_by("pk")
            products = locked.only(*_LISTED_BY).in_bulk([member.product_id for member in members])
            for member in members:
                if product := products.get(member.product_id):
                    member.take_from(product)
            return super().bulk_create(members, *args, **kwargs)

    def follow(self) -> None:
        """Take over again what the products have."""
        product = Product.objects.filter(pk=models.OuterRef("product"))
        self.update(**{name: models.Subquery(product.values(name)) for name in _LISTED_BY})


class CategoryMember(models.Model):
    """A product in a category, with a copy of what it is listed by: `pages` walks it and does not look products up.

    Whatever writes products or members by the ORM keeps the copies true.
    """

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="members", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="memberships")
    owner = models.ForeignKey(
        Company, null=True, on_delete=models.CASCADE, related_name="+", db_index=False, editable=False
    )
    is_active = models.BooleanField(default=True, editable=False)
    name = models.CharField(max_length=120, default="", editable=False)
    virtual_state = models.CharField(max_length=8, default=VirtualState.NONE, editable=False)
    kind = models.CharField(max_length=12, default=ProductKind.PERSONALISED, editable=False)
    search_text = models.TextField(default="", editable=False)

    objects = CategoryMembers.as_manager()

    class Meta:
        db_table = "catalogue_category_products"
        unique_together = [("category", "product")]
        indexes = _list_indexes("member", number="product", within=["category"])

    def __str__(self) -> str:
        return f"{self.name} ({self.product_id}) in {self.category_id}"

    def take_from(self, product: Product) -> None:
        """Copy what the product is listed by."""
        for name in _LISTED_BY:
            attribute = "owner_id" if name == "owner" else name
            setattr(self, attribute, getattr(product, attribute))
