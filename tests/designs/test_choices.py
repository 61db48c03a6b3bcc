"""What is chosen beside a design: print size, attributes, quantity."""

from __future__ import annotations

from typing import Any

import pytest
from tests.catalogue.factories import make_choice, make_print_size, make_product, make_text_area
from tests.designs.documents import document, text_layer

from monogram.catalogue.errors import AttributeMissingError, AttributeValueError, PrintSizeError
from monogram.catalogue.models import Product, ProductAttribute
from monogram.catalogue.queries import full_product_for
from monogram.common.errors import MonogramError
from monogram.companies.models import Company
from monogram.designs.choices import checked_quantity
from monogram.designs.errors import InvalidDesignError, QuantityError, RequestKeyReusedError
from monogram.designs.models import PrintJob
from monogram.designs.services import ValidDesign, check_design, create_print_job, create_sample, validate_design

LARGE = {"width": 200, "height": 250}


@pytest.fixture
def card(retailer: Company) -> Product:
    return make_product(retailer)


def check(product: Product, design: object = None, **chosen: Any) -> ValidDesign:
    assert product.owner
    return validate_design(
        company=product.owner,
        product=full_product_for(product.owner, product.pk),
        document=design or document(product),
        options=[],
        **chosen,
    )


def refusal(product: Product, design: object = None, **chosen: Any) -> MonogramError:
    with pytest.raises(MonogramError) as caught:
        check(product, design, **chosen)
    return caught.value


@pytest.mark.parametrize("spelling", [int, str])
def test_a_design_is_made_in_its_print_size(card: Product, spelling: type) -> None:
    size = make_print_size(card)

    design = check(card, document(card, **LARGE), print_size=spelling(size.pk))

    assert design.print_size == {"id": size.pk, "name": "Large", "area": "Front", "width": 200, "height": 250}


def test_a_design_of_another_size_than_it_says(card: Product) -> None:
    size = make_print_size(card)

    own = refusal(card, document(card), print_size=size.pk)
    unnamed = refusal(card, document(card, width=150, height=200))

    assert isinstance(own, InvalidDesignError)
    assert own.text == "“Front” measures 200 × 250 mm, not 100 × 125 mm."
    assert (unnamed.text, unnamed.path) == ("“Front” measures 100 × 125 mm, not 150 × 200 mm.", "areas[0]")


def test_who_names_no_print_size_gets_the_one_that_the_design_has(card: Product) -> None:
    make_print_size(card)
    assert check(card).print_size is None

    same = make_print_size(card, "Postcard", width=100, height=125, position=1)

    found = check(card).print_size
    large = check(card, document(card, **LARGE), print_size="").print_size
    assert found is not None
    assert large is not None
    assert (found["id"], large["name"]) == (same.pk, "Large")


@pytest.mark.parametrize("print_size", [987654321, "x", -1, True, [], {}, 1.5, "9" * 30])
def test_a_print_size_that_the_product_does_not_have(retailer: Company, card: Product, print_size: object) -> None:
    make_print_size(make_product(retailer, name="Other"))

    error = refusal(card, print_size=print_size)

    assert isinstance(error, PrintSizeError)
    assert (error.code, error.path) == (7005, "print_size")


def test_another_products_print_size_is_none_of_this_one(retailer: Company, card: Product) -> None:
    foreign = make_print_size(make_product(retailer, name="Other"))

    assert isinstance(refusal(card, document(card, **LARGE), print_size=foreign.pk), PrintSizeError)


def test_preflight_judges_the_print_size(card: Product) -> None:
    size = make_print_size(card)
    edge = text_layer("Edge", transform=[1, 0, 0, 1, 199, 60])

    assert {verdict.rule for verdict in check(card, document(card, edge, **LARGE), print_size=size.pk).verdicts} == {
        "text_safe_area"
    }
    middle = text_layer("Edge", transform=[1, 0, 0, 1, 120, 60])
    assert check(card, document(card, middle, **LARGE), print_size=size.pk).verdicts == []


def test_attributes_are_kept_in_the_products_order_by_their_names(card: Product) -> None:
    wrapping = make_choice(card)
    name = ProductAttribute.objects.create(product=card, name="Name", kind="text", max_length=5, position=1)
    box = wrapping.options.get(name="Box")

    given = [{"attribute_id": str(name.pk), "value": " Ada "}, {"attribute_id": wrapping.pk, "value": box.pk}]

    assert check(card, attributes=given).attributes == [
        {"attribute_id": wrapping.pk, "name": "Wrapping", "value": "Box"},
        {"attribute_id": name.pk, "name": "Name", "value": "Ada"},
    ]
    assert check(card, attributes=[{"attribute_id": wrapping.pk, "value": "Paper"}]).attributes == [
        {"attribute_id": wrapping.pk, "name": "Wrapping", "value": "Paper"}
    ]


def test_an_option_is_known_by_its_name_before_its_number(card: Product) -> None:
    sizes = make_choice(card, "Set of", "Six", "Twelve")
    six = sizes.options.get(name="Six")
    twelve = sizes.options.get(name="Twelve")
    twelve.name = str(six.pk)
    twelve.save()

    (chosen,) = check(card, attributes=[{"attribute_id": sizes.pk, "value": str(six.pk)}]).attributes

    assert chosen["value"] == twelve.name


def test_what_is_not_named_begins_as_the_product_has_it(card: Product) -> None:
    wrapping = make_choice(card)
    wrapping.options.filter(name="Box").update(is_default=True)
    ProductAttribute.objects.create(product=card, name="Name", kind="text", default_text="Ada", position=1)

    assert [answer["value"] for answer in check(card).attributes] == ["Box", "Ada"]
    emptied = [{"attribute_id": wrapping.pk, "value": ""}]
    assert [answer["value"] for answer in check(card, attributes=emptied).attributes] == ["Ada"]


def test_a_required_attribute_may_not_be_left_open(card: Product) -> None:
    wrapping = make_choice(card, is_required=True)

    missing, emptied = refusal(card), refusal(card, attributes=[{"attribute_id": wrapping.pk, "value": " "}])

    assert isinstance(missing, AttributeMissingError)
    assert (missing.code, missing.text, missing.path) == (7007, "Choose “Wrapping”.", "attributes")
    assert isinstance(emptied, AttributeMissingError)
    ProductAttribute.objects.update(kind="text")
    assert refusal(card).text == "Fill in “Wrapping”."


def test_a_design_that_is_put_aside_may_leave_them_open(retailer: Company, card: Product) -> None:
    make_choice(card, is_required=True)

    design = check_design(
        company=retailer, product=full_product_for(retailer, card.pk), document=document(card), options=[]
    )

    assert design.attributes == []


@pytest.mark.parametrize(
    ("attributes", "path"),
    [
        ({}, "attributes"),
        ("x", "attributes"),
        ([1], "attributes[0]"),
        ([{}], "attributes[0]"),
        ([{"attribute_id": "x", "value": "Box"}], "attributes[0]"),
        ([{"attribute_id": 987654321, "value": "Box"}], "attributes[0]"),
        ([{"attribute_id": "CHOICE", "value": ["Box"]}], "attributes[0]"),
        ([{"attribute_id": "CHOICE", "value": True}], "attributes[0]"),
        ([{"attribute_id": "CHOICE", "value": "Crate"}], "attributes[0]"),
        ([{"attribute_id": "CHOICE", "value": 987654321}], "attributes[0]"),
        ([{"attribute_id": "CHOICE", "value": "Box"}, {"attribute_id": "CHOICE", "value": "Box"}], "attributes[1]"),
        ([{"attribute_id": "TEXT", "value": "123456"}], "attributes[0]"),
        ([{"attribute_id": "TEXT", "value": "a\nb"}], "attributes[0]"),
        ([{"attribute_id": "TEXT", "value": "a\x00b"}], "attributes[0]"),
    ],
)
def test_attributes_that_the_product_does_not_take(card: Product, attributes: Any, path: str) -> None:
    ids = {
        "CHOICE": make_choice(card).pk,
        "TEXT": ProductAttribute.objects.create(product=card, name="Name", kind="text", max_length=5).pk,
    }
    if isinstance(attributes, list):
        for entry in attributes:
            if isinstance(entry, dict) and entry.get("attribute_id") in ids:
                entry["attribute_id"] = ids[entry["attribute_id"]]

    error = refusal(card, attributes=attributes)

    assert isinstance(error, AttributeValueError)
    assert (error.code, error.path) == (7006, path)


@pytest.mark.parametrize(
    ("quantity", "answer"),
    [
        (None, 10),
        (10, 10),
        (25, 25),
        (9, "Choose a quantity of at least 10."),
        (12, "This product comes in steps of 5: choose 10, 15, 20 and so on."),
        (35, "Choose a quantity of at most 30."),
    ],
)
def test_how_many_a_product_is_sold_in(card: Product, quantity: int | None, answer: int | str) -> None:
    card.min_quantity, card.max_quantity, card.quantity_step = 10, 30, 5

    if isinstance(answer, int):
        assert checked_quantity(card, quantity) == answer
    else:
        with pytest.raises(QuantityError, match=answer):
            checked_quantity(card, quantity)


def test_a_print_job_and_a_sample_keep_what_was_chosen(retailer: Company, card: Product) -> None:
    size, wrapping = make_print_size(card), make_choice(card)
    made: dict[str, Any] = {
        "company": retailer,
        "product": full_product_for(retailer, card.pk),
        "document": document(card, **LARGE),
        "options": [],
        "print_size": size.pk,
        "attributes": [{"attribute_id": wrapping.pk, "value": "Box"}],
    }

    create_print_job(**made)
    sample = create_sample(name="Sample", **made)
    size.delete()
    wrapping.delete()

    job = PrintJob.objects.get()
    for design in (job, sample):
        design.refresh_from_db()
        assert design.print_size is not None
        assert (design.print_size["name"], design.print_size["width"]) == ("Large", 200)
        assert design.attributes == [{"attribute_id": wrapping.pk or design.attributes[0]["attribute_id"],
                                      "name": "Wrapping", "value": "Box"}]  # fmt: skip


def test_one_request_key_is_for_one_choice(retailer: Company, card: Product) -> None:
    wrapping = make_choice(card)

    def add(value: str) -> PrintJob:
        return create_print_job(
            company=retailer,
            product=full_product_for(retailer, card.pk),
            document=document(card),
            options=[],
            attributes=[{"attribute_id": wrapping.pk, "value": value}],
            request_key="r1",
        )

    assert add("Box") == add("Box")
    with pytest.raises(RequestKeyReusedError):
        add("Paper")


def test_text_areas_of_other_products_stay_unknown(card: Product) -> None:
    make_text_area(card)
    size = make_print_size(card)
    filled = text_layer("Ada", text_area="Nome")

    assert refusal(card, document(card, filled, **LARGE), print_size=size.pk).path == "areas[0].layers[0].text_area"
