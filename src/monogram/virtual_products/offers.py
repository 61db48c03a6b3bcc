"""Which variants of its blank a virtual product is sold in. Pure: the blank comes with its parts at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monogram.catalogue.models import AspectOption, Product
from monogram.virtual_products.errors import DraftError


@dataclass(frozen=True)
class OptionsOnOffer:
    """What is on offer, and what a picture of it shows."""

    options: list[int]
    """Numbers of the options on offer; none of an aspect: all of it."""
    shown: list[dict[str, int]]
    """`[{aspect_id, option_id}]`: the first variant on offer, in the order of the blank's aspects and options."""
    suffixes: tuple[str, ...]
    """What the variants on offer add to a SKU, without its hyphen (`NAVY-M`)."""


def options_on_offer(blank: Product, options: Sequence[int]) -> OptionsOnOffer:
    """What a blank is offered in with these options. Raises DraftError for options that it lacks or does not combine.

    `blank` is one of `catalogue.queries.full_product_for`.
    """
    aspects = [list(aspect.options.all()) for aspect in blank.aspects.all()]
    everything = [option for options_of_it in aspects for option in options_of_it]
    named = set(options)
    if named - {option.pk for option in everything}:
        raise DraftError("This blank does not have all of these options.", path="options")
    on_offer = [
        option
        for options_of_it in aspects
        for option in options_of_it
        if option.pk in named or named.isdisjoint(one.pk for one in options_of_it)
    ]
    numbers = [option.pk for option in everything if option.pk in named]
    if not blank.variants.all():
        first = {option.aspect_id: option for option in reversed(on_offer)}
        return OptionsOnOffer(numbers, _as_chosen(list(reversed(first.values()))), ())
    variants = _in_order(blank, on_offer)
    if not variants:
        raise DraftError("This blank is not made in these options together.", path="options")
    suffixes = tuple("-".join(option.code for option in chosen) for chosen in variants)
    return OptionsOnOffer(numbers, _as_chosen(variants[0]), suffixes)


def shown_options(blank: Product, options: Sequence[int]) -> list[dict[str, int]]:
    """`OptionsOnOffer.shown`, whatever has become of the blank since."""
    return _present_options(blank, options).shown


def suffixes_on_offer(blank: Product, options: Sequence[int]) -> tuple[str, ...]:
    """`OptionsOnOffer.suffixes`, whatever has become of the blank since."""
    return _present_options(blank, options).suffixes


def _present_options(blank: Product, options: Sequence[int]) -> OptionsOnOffer:
    """Options that the blank has lost are passed over."""
    known = {option.pk for aspect in blank.aspects.all() for option in aspect.options.all()}
    for some in ([option for option in options if option in known], []):
        try:
            return options_on_offer(blank, some)
        except DraftError:
            continue
    return OptionsOnOffer([], [], ())


def _in_order(blank: Product, on_offer: Sequence[AspectOption]) -> list[list[AspectOption]]:
    """The options of each variant that is made of these alone, in the options' order."""
    places = {option.pk: place for place, option in enumerate(on_offer)}
    found = []
    for variant in blank.variants.all():
        chosen = [option.pk for option in variant.options.all()]
        if chosen and all(number in places for number in chosen):
            found.append(sorted(places[number] for number in chosen))
    return [[on_offer[place] for place in chosen] for chosen in sorted(found)]


def _as_chosen(options: Sequence[AspectOption]) -> list[dict[str, int]]:
    return [{"aspect_id": option.aspect_id, "option_id": option.pk} for option in options]
