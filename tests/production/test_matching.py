"""Which lines a template takes, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from monogram.production.matching import ItemFacts, fits

MUG = ItemFacts(
    skus=frozenset({"HM-MUG-11", "MUG-WHITE"}),
    categories=frozenset({7}),
    areas=frozenset({"Wrap"}),
    size="11 oz",
    colour="White",
    country="GB",
    carrier="Royal Mail",
    method="RM1",
    quantity=2,
    order_quantity=2,
)


@dataclass
class Rules:
    skus: str = ""
    category_id: int | None = None
    print_area: str = ""
    sizes: str = ""
    colours: str = ""
    countries: list[str] = field(default_factory=list)
    shipping: str = ""
    order_size: str = "any"
    min_quantity: int = 1
    max_quantity: int | None = None


def test_a_template_without_rules_takes_everything() -> None:
    assert fits(Rules(), MUG)


@pytest.mark.parametrize(
    ("skus", "is_taken"),
    [
        ("MUG-WHITE", True),
        ("SHIRT\n HM-MUG-11 \n", True),
        ("MUG-*", True),
        ("*", True),
        ("MUG-WHITE*", True),
        ("MUG", False),
        ("mug-white", False),
        ("HM-MUG-1", False),
        ("SHIRT-*", False),
    ],
)
def test_skus_are_the_suppliers_or_the_shops_and_may_end_in_a_wildcard(skus: str, is_taken: bool) -> None:
    assert fits(Rules(skus=skus), MUG) is is_taken


@pytest.mark.parametrize(
    ("rules", "is_taken"),
    [
        (Rules(category_id=7), True),
        (Rules(category_id=8), False),
        (Rules(print_area="Wrap"), True),
        (Rules(print_area="Front"), False),
        (Rules(sizes="15 oz\n11 OZ"), True),
        (Rules(sizes="15 oz"), False),
        (Rules(colours="white"), True),
        (Rules(colours="Black"), False),
        (Rules(countries=["IE", "GB"]), True),
        (Rules(countries=["IE"]), False),
        (Rules(shipping="DPD - Next day\nRoyal Mail - RM1"), True),
        (Rules(shipping="Royal Mail - RM2"), False),
        (Rules(order_size="single"), False),
        (Rules(order_size="multi"), True),
        (Rules(min_quantity=3), False),
        (Rules(max_quantity=1), False),
        (Rules(min_quantity=2, max_quantity=2), True),
    ],
)
def test_every_rule_must_be_met(rules: Rules, is_taken: bool) -> None:
    assert fits(rules, MUG) is is_taken


def test_a_print_area_stands_for_lines_printed_there_and_nowhere_else() -> None:
    both = replace(MUG, areas=frozenset({"Wrap", "Base"}))

    assert not fits(Rules(print_area="Wrap"), both)
    assert fits(Rules(), both)


def test_an_order_of_one_piece_is_single() -> None:
    one = replace(MUG, quantity=1, order_quantity=1)

    assert fits(Rules(order_size="single"), one)
    assert not fits(Rules(order_size="multi"), one)
    assert not fits(Rules(order_size="single"), replace(one, order_quantity=2))
