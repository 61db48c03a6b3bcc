"""Pages of products: exactly which, in which order, how many, and for whom, whatever has been changed before."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from monogram.catalogue.models import Category, CategoryMember, Product, ProductKind, VirtualState
from monogram.catalogue.pages import ProductsWanted, SortKey, find_products
from monogram.companies.models import Company

pytestmark = pytest.mark.django_db


@pytest.fixture
def rival(db: None) -> Company:
    return Company.objects.create(name="Rival")


@pytest.fixture
def gifts(retailer: Company) -> Category:
    return Category.objects.create(name="Gifts", owner=retailer)


def make(owner: Company | None, name: str, *categories: Category, **fields: Any) -> Product:
    product = Product.objects.create(**{"owner": owner, "name": name, "sku": f"SKU-{name}", **fields})
    product.categories.set(categories)
    return product


def found(company: Company, **wanted: Any) -> list[str]:
    """The names of all that are found; what is counted is what is listed."""
    page = find_products(company, ProductsWanted(**wanted), page=1, count=100)
    assert page.total == len(page.products)
    return [product.name for product in page.products]


def in_twos(company: Company, **wanted: Any) -> list[int]:
    """The numbers of all, two to a page, in one sequence."""
    pages = [find_products(company, ProductsWanted(**wanted), page=number, count=2) for number in range(1, 6)]
    return [product.pk for page in pages for product in page.products]


@pytest.mark.parametrize("descending", [False, True])
def test_those_of_one_name_are_in_the_order_of_their_numbers_on_every_page(
    retailer: Company, rival: Company, gifts: Category, descending: bool
) -> None:
    bear, first, shared, last, ape = (
        make(owner, name, gifts)
        for owner, name in [(retailer, "Bear"), (retailer, "Lion"), (None, "Lion"), (retailer, "Lion"), (None, "Ape")]
    )
    make(rival, "Lion", gifts)
    numbers = [product.pk for product in (bear, first, shared, last, ape)]
    by_name = [product.pk for product in (ape, bear, first, shared, last)]
    step = -1 if descending else 1

    for lists in ({}, {"categories": [gifts.pk]}):
        wanted = {"descending": descending, **lists}
        assert in_twos(retailer, **wanted) == numbers[::step]
        assert in_twos(retailer, sort_key="name", **wanted) == by_name[::step]
        assert in_twos(retailer, sort_key="name", term="lion", **wanted) == by_name[2:][::step]


def test_a_product_in_several_categories_is_listed_once(retailer: Company, rival: Company, gifts: Category) -> None:
    more, foreign = (Category.objects.create(name="More", owner=owner) for owner in (None, rival))
    make(retailer, "Both", gifts, more)
    make(None, "More", more)
    make(retailer, "Gift", gifts)
    make(retailer, "Elsewhere", foreign)
    many = [Category.objects.create(name=f"{n}", owner=retailer) for n in range(30)]
    make(retailer, "In many", *many)

    two = [gifts.pk, more.pk, foreign.pk]
    assert found(retailer, categories=two, sort_key="name") == ["Both", "Gift", "More"]
    assert found(retailer, categories=two, sort_key="name", descending=True) == ["More", "Gift", "Both"]
    assert found(retailer, categories=[*two, *(each.pk for each in many)]) == ["Both", "More", "Gift", "In many"]
    assert in_twos(retailer, categories=two) == in_twos(retailer, categories=[*two, many[0].pk])[:3]
    assert found(retailer, categories=[foreign.pk]) == found(retailer, categories=[]) == []


def test_a_category_lists_its_products_as_they_are_by_now(retailer: Company, rival: Company, gifts: Category) -> None:
    bear, lion, owl = (make(retailer, name, gifts) for name in ("Bear", "Lion", "Owl"))

    def listed(company: Company = retailer, **wanted: Any) -> list[str]:
        return found(company, categories=[gifts.pk], sort_key="name", **wanted)

    lion.name = "Ant"
    lion.save()
    assert listed() == ["Ant", "Bear", "Owl"]
    assert (listed(term="lion"), listed(term="ant")) == (["Ant"], ["Ant"])  # its SKU is still SKU-Lion

    owl.name = "Auk"
    owl.save(update_fields=["name"])
    assert listed() == ["Ant", "Auk", "Bear"]

    Product.objects.filter(name="Bear", is_active=True).update(is_active=False)
    assert listed() == ["Ant", "Auk"]
    Product.objects.filter(pk=bear.pk).update(is_active=True, kind=ProductKind.STOCK)
    assert listed(kinds=[ProductKind.STOCK]) == ["Bear"]

    Product.objects.filter(pk=bear.pk).update(owner=rival)
    assert listed() == ["Ant", "Auk"]
    gifts.owner = None
    gifts.save()
    assert listed(rival) == ["Bear"]
    Product.objects.filter(pk=bear.pk).update(owner_id=None)
    assert listed(rival) == ["Bear"]

    lion.name = "Asp"
    owl.name = "Ass"
    Product.objects.bulk_update([lion, owl], ["name"])
    assert listed() == ["Asp", "Ass", "Bear"]

    owl.delete()
    assert listed() == ["Asp", "Bear"]


def test_products_are_moved_between_categories(retailer: Company, gifts: Category) -> None:
    more = Category.objects.create(name="More", owner=retailer)
    lion, owl = make(retailer, "Lion", gifts), make(retailer, "Owl", gifts)

    def listed() -> tuple[list[str], list[str]]:
        return found(retailer, categories=[gifts.pk]), found(retailer, categories=[more.pk])

    lion.categories.set([more])
    assert listed() == (["Owl"], ["Lion"])
    more.products.add(owl)
    gifts.products.remove(owl)
    assert listed() == ([], ["Lion", "Owl"])
    CategoryMember.objects.create(category=gifts, product=owl)
    assert listed() == (["Owl"], ["Lion", "Owl"])
    more.products.clear()
    assert listed() == (["Owl"], [])
    gifts.delete()
    assert found(retailer) == ["Lion", "Owl"]


@pytest.mark.parametrize(
    ("term", "names"),
    [
        ("lion", ["Lion & cub", "Löwe Lion"]),
        ("LIO", ["Lion & cub", "Löwe Lion"]),
        ("l", ["Lion & cub", "Löwe Lion"]),
        ("ion", []),
        ("cub lion", ["Lion & cub"]),
        ("LÖWE", ["Löwe Lion"]),
        ("lowe", ["Löwe Lion"]),
        ("strasse", ["Straße 100%"]),
        ("СЛОН", ["Слон"]),
        ("100%", ["Straße 100%"]),
        ("1%0", ["Under_score"]),
        ("under_", ["Under_score"]),
        ("under\\_", []),
        ("u_der", []),
        ("ab-1", ["Under_score"]),
        ('"lion" OR owl*', []),
        ("lion'; --", ["Lion & cub", "Löwe Lion"]),
        ("NEAR(", []),
        ("% _", []),
    ],
)
def test_words_are_found_as_they_are_typed(
    retailer: Company, rival: Company, gifts: Category, term: str, names: list[str]
) -> None:
    for name, sku in [
        ("Lion & cub", "1"), ("Löwe Lion", "2"), ("Straße 100%", "3"), ("Слон", "4"), ("Under_score", "AB-1 0x"),
    ]:  # fmt: skip
        make(retailer, name, gifts, sku=sku)
        make(rival, name, gifts, sku=sku)
        make(retailer, name, gifts, sku=sku, is_active=False)

    assert found(retailer, term=term) == names
    assert found(retailer, term=term, sort_key="name") == sorted(names)
    assert found(retailer, term=term, categories=[gifts.pk]) == names


def test_no_word_at_all_narrows_nothing_down(retailer: Company) -> None:
    make(retailer, "Lion")

    assert found(retailer, term=" - ") == found(retailer, term="") == ["Lion"]


def test_no_search_finds_or_counts_another_companys(retailer: Company, rival: Company, gifts: Category) -> None:
    make(rival, "Lion", gifts)
    blank = make(None, "Blank")
    make(rival, "Lion waiting", gifts, base=blank, virtual_state=VirtualState.PENDING, is_active=False)
    make(retailer, "Lion of ours", base=blank, virtual_state=VirtualState.PENDING, is_active=False)

    assert found(retailer, term="lion") == []
    assert found(retailer, term="lion", categories=[gifts.pk]) == []
    assert found(retailer, term="lion", state=VirtualState.PENDING) == ["Lion of ours"]
    assert found(retailer, term="lion", state=VirtualState.PENDING, categories=[gifts.pk]) == []


def test_filters_of_a_category_reach_what_its_members_have_no_copy_of(retailer: Company, gifts: Category) -> None:
    blank = make(None, "Blank", gifts)
    sun = make(retailer, "Sun", gifts, base=blank, virtual_state=VirtualState.APPROVED)
    moon = make(retailer, "Moon", gifts)

    def listed(**wanted: Any) -> list[str]:
        return found(retailer, categories=[gifts.pk], **wanted)

    assert listed(bases=[blank.pk]) == ["Sun"]
    assert listed(ids=[moon.pk, sun.pk]) == ["Sun", "Moon"]
    assert listed(sku="SKU-Moon") == ["Moon"]
    assert listed(kinds=[ProductKind.PERSONALISED], with_virtual=False) == ["Blank", "Moon"]
    Product.objects.filter(pk=blank.pk).update(is_active=False)
    assert listed(is_made=True) == ["Moon"]
    assert listed() == ["Sun", "Moon"]


def test_the_longest_name_of_letters_that_fold_into_many_is_listed(retailer: Company, gifts: Category) -> None:
    squared = "".join(chr(0x3300 + number) for number in range(88))
    name = squared + "Ωж漢" * 10

    lion = make(retailer, name, gifts, sku=squared[:80])

    assert len(lion.search_text) == 500
    assert found(retailer, term="アパート", sort_key="name") == [name]
    assert found(retailer, term="アパート", categories=[gifts.pk], sort_key="name") == [name]


def plans(company: Company, wanted: ProductsWanted) -> str:
    """What the database does for a page in the middle, as it says itself; it sorts only where it has no other way."""
    is_postgresql = connection.vendor == "postgresql"
    with CaptureQueriesContext(connection) as asked:
        find_products(company, wanted, page=3, count=100)
    first = 1 if wanted.categories else 0  # which categories these are
    statements = [each["sql"] for each in asked.captured_queries[first:-1]]  # the last has the page's own products
    lines = []
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute("SET LOCAL enable_incremental_sort = off")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        for statement in statements:
            cursor.execute(f"EXPLAIN {'(COSTS OFF)' if is_postgresql else 'QUERY PLAN'} {statement}")
            lines += [str(row[0] if is_postgresql else row[3]) for row in cursor.fetchall()]
    return "\n".join(lines)


@pytest.mark.parametrize("sort_key", ["id", "name"])
@pytest.mark.parametrize("categories", [0, 1, 2])
def test_own_and_shared_products_are_merged_and_never_sorted(
    retailer: Company, gifts: Category, sort_key: SortKey, categories: int
) -> None:
    owners = [retailer, None]
    made = [Product(owner=owners[number % 2], name=f"P{number % 100:02}") for number in range(600)]
    Product.objects.bulk_create(made)
    more = Category.objects.create(name="More", owner=None)
    gifts.products.set(made)
    more.products.set(made[::3])

    named = [gifts.pk, more.pk][:categories] or None
    plan = plans(retailer, ProductsWanted(categories=named, sort_key=sort_key))

    walked = "member" if categories else "product"
    way = "name" if sort_key == "name" else "number"
    # In the order of numbers there are the keys' own indexes too, of which PostgreSQL takes one for so few rows.
    if connection.vendor == "sqlite" or sort_key == "name":
        for index in (f" {walked}_by_{way}", f" shared_{walked}_by_{way}"):
            assert index in plan
    assert "->  Sort" not in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan


@pytest.mark.parametrize("sort_key", ["id", "name"])
def test_every_page_of_many_is_walked_to_from_the_nearer_end(
    retailer: Company, gifts: Category, django_assert_num_queries: DjangoAssertNumQueries, sort_key: SortKey
) -> None:
    made = [Product(owner=retailer, name=f"P{number % 100:02}", search_text=f" p{number}") for number in range(437)]
    Product.objects.bulk_create(made)
    gifts.products.set(made)
    in_order = sorted(made, key=lambda product: (product.name, product.pk)) if sort_key == "name" else made

    for lists, statements in ({"term": "p"}, 4), ({"categories": [gifts.pk]}, 5):
        wanted = ProductsWanted(sort_key=sort_key, **lists)
        for page in range(1, 10):
            with django_assert_num_queries(statements - 1 if page < 5 else statements):
                shown = find_products(retailer, wanted, page=page, count=50)
            assert [product.pk for product in shown.products] == [
                each.pk for each in in_order[page * 50 - 50 : page * 50]
            ]
            assert shown.total == 437
        beyond = find_products(retailer, wanted, page=10, count=50)
        assert (beyond.products, beyond.total) == ([], 437)


def test_statements_of_a_short_list_and_of_changes(
    retailer: Company, gifts: Category, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lion = make(retailer, "Lion", gifts)

    with django_assert_num_queries(2):
        find_products(retailer, ProductsWanted(term="lion", sort_key="name"), page=1, count=2)
    with django_assert_num_queries(3):
        find_products(retailer, ProductsWanted(categories=[gifts.pk]), page=1, count=2)
    with django_assert_num_queries(1):
        find_products(retailer, ProductsWanted(term="zebra"), page=1, count=2)
    with django_assert_num_queries(4):  # a savepoint, the product, its memberships
        lion.save()
    with django_assert_num_queries(5):
        Product.objects.filter(owner=retailer).update(is_active=False)
    with django_assert_num_queries(1):
        Product.objects.filter(owner=retailer).update(supplier_sku="S")


def test_members_that_were_there_before_take_over_what_their_products_have(retailer: Company, gifts: Category) -> None:
    make(retailer, "Lion", gifts)
    make(None, "Owl", gifts, kind=ProductKind.STOCK)
    copies = ["owner", "is_active", "name", "virtual_state", "kind", "search_text"]
    before = list(CategoryMember.objects.order_by("pk").values_list(*copies))
    CategoryMember.objects.update(owner=None, is_active=False, name="", kind="", search_text="")

    migration = import_module("monogram.catalogue.migrations.0016_members_take_from_products")
    migration.take_from_products(apps, None)

    assert list(CategoryMember.objects.order_by("pk").values_list(*copies)) == before
    assert before == [
        (retailer.pk, True, "Lion", "", "personalised", " lion sku"),
        (None, True, "Owl", "", "stock", " owl sku"),
    ]
