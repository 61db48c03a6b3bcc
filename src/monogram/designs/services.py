"""Writes of designs: a design is checked, then kept for good."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction

from monogram.catalogue import queries as catalogue
from monogram.catalogue.errors import OptionsError
from monogram.catalogue.models import Product
from monogram.catalogue.offers import Offer
from monogram.catalogue.print_sizes import ChosenSize
from monogram.common.compiled import within, write
from monogram.companies.models import Company
from monogram.designs.begun_from import refuse_additions, without_artwork
from monogram.designs.choices import (
    ChosenAttribute,
    checked_attributes,
    checked_print_size,
    checked_quantity,
    refuse_missing_attributes,
)
from monogram.designs.errors import InvalidDesignError, RequestKeyReusedError
from monogram.designs.models import PrintJob, Sample, SavedDesign
from monogram.designs.preflight import refuse_what_blocks, verdicts_of
from monogram.designs.queries import artwork_of
from monogram.designs.validation import checked_options, document_matches_product
from monogram.layout import fonts_used
from monogram.layout.document import Document, DocumentError, document_hash, load, to_plain
from monogram.layout.preflight import Verdict

LONGEST_REQUEST_KEY = 64

_Requested = TypeVar("_Requested", PrintJob, SavedDesign)


@dataclass(frozen=True)
class ValidDesign:
    """A design that may be kept: the document, the options of every aspect, the SKU that they make, and all else that
    was chosen. `virtual`: the virtual product that it was begun from, if it was one.
    """

    document: Document
    hash: str
    options: list[dict[str, int]]
    print_size: ChosenSize | None
    attributes: list[ChosenAttribute]
    sku: str
    verdicts: list[Verdict]
    """What preflight says; in a design that is to be made nothing of it blocks."""
    virtual: Product | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """The document as it is stored: loaded, rounded, with every default written out."""
        plain: dict[str, Any] = to_plain(self.document)
        return plain


def validate_design(
    *,
    company: Company,
    product: Product,
    document: object,
    options: object,
    print_size: object = None,
    attributes: object = None,
    virtual: Product | None = None,
) -> ValidDesign:
    """Check a design from outside that is to be made: what `check_design` checks, preflight, and what must be said.

    Raises what `check_design` raises, InvalidDesignError for what preflight finds that blocks, and
    AttributeMissingError.
    """
    design = check_design(
        company=company,
        product=product,
        document=document,
        options=options,
        print_size=print_size,
        attributes=attributes,
        virtual=virtual,
    )
    refuse_missing_attributes(product, design.attributes)
    refuse_what_blocks(design.document, design.verdicts)
    return design


def check_design(
    *,
    company: Company,
    product: Product,
    document: object,
    options: object,
    print_size: object = None,
    attributes: object = None,
    virtual: Product | None = None,
) -> ValidDesign:
    """Check a design from outside against its product and its company, finished or not.

    Of what preflight finds only a picture that is not there, or another company's, keeps a design from being kept.

    `product` is one of `catalogue.queries.full_product_for`; `print_size` is a number or None, `attributes` a list of
    `{attribute_id, value}` or None. A design may use any font that the catalogue has, not only those on offer for the
    product: what it was made with when they were others must still be ordered. Fonts are everybody's, so that this
    opens nothing that a company has for itself.

    One that is begun from a `virtual` product made on `product` has its artwork beneath; `document` None is the
    artwork alone. Raises InvalidDesignError (the document, a picture that is gone), NotPersonalisedError,
    OtherArtworkError, OptionsError, PrintSizeError or AttributeValueError.
    """
    offer = Offer(product, virtual)
    artwork = load(artwork_of(virtual).document) if virtual else None
    loaded = _with_additions(document, artwork, offer) if artwork else _loaded(document)
    added = without_artwork(loaded, artwork) if artwork else loaded
    size = checked_print_size(offer, print_size, loaded)
    document_matches_product(
        product,
        added,
        font_ids=catalogue.fonts_by_id([*fonts_used(loaded), *loaded.fallback_fonts]),
        print_size=size,
    )
    chosen = checked_options(offer, options)
    answers = checked_attributes(product, attributes)
    sku = _sku(offer, chosen)
    verdicts = verdicts_of(company=company, product=product, document=loaded, print_size=size)
    refuse_what_blocks(loaded, [verdict for verdict in verdicts if verdict.rule == "picture_missing"])
    return ValidDesign(loaded, document_hash(loaded), chosen, size, answers, sku, verdicts, virtual)


def _with_additions(document: object, artwork: Document, offer: Offer) -> Document:
    """The design that is made of a virtual product: its very artwork, where nothing is or may be added."""
    if document is None:
        return artwork
    loaded = _loaded(document)
    if offer.may_personalise:
        return loaded
    refuse_additions(without_artwork(loaded, artwork))
    return artwork


def _loaded(document: object) -> Document:
    try:
        return load(document)
    except DocumentError as error:
        raise InvalidDesignError(error.text, path=error.path) from error


def create_print_job(
    *,
    company: Company,
    product: Product,
    document: object,
    options: object,
    print_size: object = None,
    attributes: object = None,
    quantity: object = None,
    request_key: str = "",
    thumbnails: Sequence[Mapping[str, str]] = (),
) -> PrintJob:
    """Keep a design as a print job.

    The same `request_key` of the same company with the same design gives the print job that is there already, also
    when two requests race. Raises what `validate_design` raises, QuantityError and RequestKeyReusedError.
    """
    design = validate_design(
        company=company,
        product=product,
        document=document,
        options=options,
        print_size=print_size,
        attributes=attributes,
    )
    return keep_print_job(
        company=company,
        product=product,
        design=design,
        quantity=checked_quantity(product, quantity),
        request_key=request_key,
        thumbnails=thumbnails,
    )


def keep_print_job(
    *,
    company: Company,
    product: Product,
    design: ValidDesign,
    quantity: int,
    request_key: str,
    thumbnails: Sequence[Mapping[str, str]],
) -> PrintJob:
    """`create_print_job` for a design that has been checked already."""
    fields = _fields(company, product, design, quantity, request_key, thumbnails)
    preflight = [verdict.to_plain() for verdict in design.verdicts]
    return _kept(
        lambda: print_job_of_request(company=company, design=design, request_key=request_key),
        lambda: PrintJob.objects.create(**fields, preflight=preflight),
    )


def _fields(
    company: Company,
    product: Product,
    design: ValidDesign,
    quantity: int,
    request_key: str,
    thumbnails: Sequence[Mapping[str, str]],
) -> dict[str, Any]:
    """What print jobs and saved designs have in common."""
    return {
        "company": company,
        "product": product,
        "document": design.plain,
        "document_hash": design.hash,
        "options": design.options,
        "print_size": design.print_size,
        "attributes": design.attributes,
        "sku": design.sku,
        "virtual": design.virtual,
        "quantity": quantity,
        "request_key": request_key,
        "thumbnails": [dict(thumbnail) for thumbnail in thumbnails],
    }


def _kept(find: Callable[[], _Requested | None], create: Callable[[], _Requested]) -> _Requested:
    """What an earlier request with the same key has made, else what this one makes, also when the two race."""
    if earlier := find():
        return earlier
    try:
        with transaction.atomic():
            return create()
    except IntegrityError:
        # Another request with this key was quicker: the database's constraint has decided which one stands.
        winner = find()
        if winner is None:
            raise
        return winner


def print_job_of_request(*, company: Company, design: ValidDesign, request_key: str) -> PrintJob | None:
    """What an earlier request with this key has made. Raises RequestKeyReusedError if that was another design."""
    return _of_request(PrintJob, company, design, request_key)


def saved_design_of_request(*, company: Company, design: ValidDesign, request_key: str) -> SavedDesign | None:
    """`print_job_of_request` for a design that was put aside."""
    return _of_request(SavedDesign, company, design, request_key)


def _of_request(kind: type[_Requested], company: Company, design: ValidDesign, request_key: str) -> _Requested | None:
    if not request_key:
        return None
    requested = kind._default_manager.filter(company=company, request_key=request_key)
    earlier = requested.select_related("product").first()
    virtual_id = design.virtual.pk if design.virtual else None
    made = (design.hash, design.options, design.print_size, design.attributes, virtual_id)
    if earlier and _what_is_made(earlier) != made:
        raise RequestKeyReusedError(path="request_key")
    return earlier


def _what_is_made(design: PrintJob | SavedDesign) -> tuple[object, ...]:
    return design.document_hash, design.options, design.print_size, design.attributes, design.virtual_id


def keep_saved_design(
    *,
    company: Company,
    product: Product,
    design: ValidDesign,
    quantity: int,
    request_key: str,
    thumbnails: Sequence[Mapping[str, str]],
) -> SavedDesign:
    """Put a design aside that `check_design` has checked. The same `request_key` gives what is there already.

    Raises RequestKeyReusedError.
    """
    fields = _fields(company, product, design, quantity, request_key, thumbnails)
    return _kept(
        lambda: saved_design_of_request(company=company, design=design, request_key=request_key),
        lambda: SavedDesign.objects.create(**fields),
    )


def mark_paid(print_jobs: Collection[PrintJob]) -> None:
    """An order names them now (`contract.md §2`). Call it in the order's transaction.

    The rows are locked in the order of their keys: two orders that name the same designs the other way round would
    otherwise wait for each other.
    """
    numbers = sorted({job.pk for job in print_jobs})
    if numbers:
        locked = "FOR UPDATE" if connection.features.has_select_for_update else ""
        write(
            "UPDATE designs_printjob SET status = 'paid' WHERE id IN ("  # noqa: S608 - marks and a keyword
            f"SELECT id FROM designs_printjob WHERE id {within(numbers)} AND status <> 'paid' ORDER BY id {locked})",
            numbers,
        )


@transaction.atomic
def create_sample(
    *,
    company: Company,
    product: Product,
    name: str,
    document: object,
    options: object,
    print_size: object = None,
    attributes: object = None,
    ref: str | None = None,
) -> Sample:
    """Keep a ready-made design that is ordered by its reference. Raises what `validate_design` raises."""
    design = validate_design(
        company=company,
        product=product,
        document=document,
        options=options,
        print_size=print_size,
        attributes=attributes,
    )
    sample = Sample(
        company=company,
        product=product,
        name=name,
        document=design.plain,
        document_hash=design.hash,
        options=design.options,
        print_size=design.print_size,
        attributes=design.attributes,
        sku=design.sku,
    )
    sample.ref = ref or sample.ref
    sample.save()
    return sample


def _sku(offer: Offer, chosen: Sequence[Mapping[str, int]]) -> str:
    """The variant's SKU, or the product's where it has no variants. Raises OptionsError."""
    if not offer.product.variants.all():
        return offer.sold.sku
    found = offer.variant_with([option["option_id"] for option in chosen])
    if found is None:
        raise OptionsError("This combination is not available.", path="options")
    return found[1]
