"""Writes checked drafts down: products, designs, categories and the pictures' jobs, all or none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from monogram.catalogue.models import Category, CategoryMember, Product, VirtualState, product_search_text
from monogram.common import clock
from monogram.companies.models import Company
from monogram.designs.models import VirtualDesign
from monogram.images.models import Image
from monogram.layout.document import to_plain
from monogram.virtual_products.checking import CheckedDraft, PlacedArtwork
from monogram.virtual_products.models import Approval
from monogram.virtual_products.pictures import enqueue_snapshots


@transaction.atomic
def write_products(
    company: Company, drafts: Sequence[CheckedDraft], *, category: Category, pending_category: Category | None
) -> list[Product]:
    """The products, in the drafts' order, active or waiting, with designs that wait for their pictures.

    Raises IntegrityError where a rival has taken a SKU since they were checked.
    """
    fresh = {draft.artwork.image.pk: draft.artwork.image for draft in drafts if draft.artwork.image._state.adding}
    Image.objects.bulk_create(fresh.values())
    state = VirtualState.PENDING if pending_category else VirtualState.APPROVED
    products = Product.objects.bulk_create(_product(company, draft, state) for draft in drafts)
    designs = VirtualDesign.objects.bulk_create(
        new_design(company, product, draft.blank, draft.artwork)
        for product, draft in zip(products, drafts, strict=True)
    )
    listed_in = pending_category or category
    CategoryMember.objects.bulk_create(CategoryMember(category=listed_in, product=product) for product in products)
    if pending_category:
        Approval.objects.bulk_create(Approval(product=product, category=category) for product in products)
    enqueue_snapshots(designs)
    return products


def _product(company: Company, checked: CheckedDraft, state: VirtualState) -> Product:
    draft, blank = checked.draft, checked.blank
    name = draft.name.strip()
    return Product(
        owner=company,
        base=blank,
        virtual_state=state,
        is_active=state == VirtualState.APPROVED,
        name=name,
        description=draft.description.strip(),
        sku=checked.sku,
        kind=blank.kind,
        currency_code=blank.currency_code,
        offered_options=checked.on_offer.options,
        may_personalise=draft.may_personalise,
        search_text=product_search_text(name, checked.sku),
        created_at=clock.now(),
    )


def new_design(company: Company, product: Product, blank: Product, artwork: PlacedArtwork) -> VirtualDesign:
    """The design of a virtual product, not saved yet."""
    return VirtualDesign(
        company=company,
        product=blank,
        virtual=product,
        document=to_plain(artwork.document),
        document_hash=artwork.hash,
        placement=asdict(artwork.placement),
        preflight=[verdict.to_plain() for verdict in artwork.verdicts],
    )
