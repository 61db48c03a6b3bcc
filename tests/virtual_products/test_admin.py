"""Virtual products and their tasks in the back office."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.virtual_products.conftest import MakeDraft

from monogram.catalogue.models import Category, Product, VirtualState
from monogram.companies.models import Company, User
from monogram.designs.models import VirtualDesign
from monogram.jobs.testing import run_due_jobs
from monogram.virtual_products.models import CreationTask
from monogram.virtual_products.services import create_virtual_products, request_virtual_products

LIST = "admin:virtual_products_virtualproduct_changelist"


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("ada@example.com", "x"))
    return client


@pytest.fixture
def waiting(retailer: Company, category: Category, make_draft: MakeDraft) -> list[Product]:
    desk = Category.objects.create(name="Desk")
    return create_virtual_products(
        company=retailer,
        drafts=[make_draft(sku="FOX-1"), make_draft(name="Owl", sku="OWL-1")],
        category=category.pk,
        pending_category=desk.pk,
    )


def state_of(product: Product) -> str:
    product.refresh_from_db()
    return product.virtual_state


def test_the_list_shows_pictures_bases_and_states(staff: Client, waiting: list[Product]) -> None:
    run_due_jobs()

    page = staff.get(reverse(LIST)).content.decode()

    assert [page.count(text) for text in ("FOX-1", "OWL-1")] == [1, 1]
    assert "Waits for approval" in page
    assert "/snapshots/" in page
    assert ">Shirt</a>" in page


def test_the_lists_of_products_and_virtual_products_are_apart(
    staff: Client, waiting: list[Product], shirt: Product
) -> None:
    products = staff.get(reverse("admin:catalogue_product_changelist")).content.decode()
    virtuals = staff.get(reverse(LIST)).content.decode()

    assert ("FOX-1" in products, f"/product/{shirt.pk}/change" in products) == (False, True)
    assert f"virtualproduct/{shirt.pk}/" not in virtuals


def told_by(staff: Client, button: str) -> str:
    """The page to which a button leads once its question is answered."""
    return staff.get(staff.post(button, {"_form_submitted": "on"})["HX-Redirect"]).content.decode()


def test_those_chosen_are_approved_and_removed(staff: Client, waiting: list[Product]) -> None:
    fox, owl = waiting
    answer = staff.post(
        reverse(LIST), {"action": "approve_selected", "_selected_action": [fox.pk, owl.pk]}, follow=True
    )
    assert b"2 products put on sale." in answer.content

    answer = staff.post(reverse(LIST), {"action": "remove_selected", "_selected_action": [owl.pk]}, follow=True)

    assert b"1 product taken off sale." in answer.content
    assert (state_of(fox), state_of(owl)) == (VirtualState.APPROVED, VirtualState.REMOVED)


def test_one_is_approved_and_removed_from_its_page(staff: Client, waiting: list[Product]) -> None:
    fox = waiting[0]
    page = staff.get(reverse("admin:virtual_products_virtualproduct_change", args=[fox.pk])).content.decode()
    assert "All of the blank" in page
    assert ("(&#x27;pending" in page, 'name="_save"' in page) == (False, False)

    approve = reverse("admin:virtual_products_virtualproduct_approve_this", args=[fox.pk])
    assert b"It goes on sale at once" in staff.get(approve).content
    assert state_of(fox) == VirtualState.PENDING
    staff.post(approve, {"_form_submitted": "on"})
    assert state_of(fox) == VirtualState.APPROVED
    remove = reverse("admin:virtual_products_virtualproduct_remove_this", args=[fox.pk])
    assert b"for good" in staff.get(remove).content
    assert state_of(fox) == VirtualState.APPROVED
    staff.post(remove, {"_form_submitted": "on"})
    assert state_of(fox) == VirtualState.REMOVED


def test_a_large_picture_that_was_given_up_is_found_told_and_asked_for_again(
    staff: Client, waiting: list[Product]
) -> None:
    run_due_jobs()
    fox = VirtualDesign.objects.get(virtual=waiting[0])
    VirtualDesign.objects.filter(pk=fox.pk).update(
        snapshots=fox.snapshots[:1], large_snapshot_nights=7, large_snapshot_refusal="The picture is gone"
    )
    page = reverse("admin:virtual_products_virtualproduct_change", args=[waiting[0].pk])

    found = staff.get(reverse(LIST), {"large_picture": "given-up"}).content.decode()
    assert ("FOX-1" in found, "OWL-1" in found) == (True, False)
    assert "Given up after 7 nights: The picture is gone" in staff.get(page).content.decode()

    again = reverse("admin:virtual_products_virtualproduct_draw_again", args=[waiting[0].pk])
    assert "as soon as a worker is free" in told_by(staff, again)
    run_due_jobs()

    fox.refresh_from_db()
    assert [picture["name"] for picture in fox.snapshots] == ["small", "large"]
    assert "Given up" not in staff.get(page).content.decode()


def test_a_task_tells_what_could_not_be_made_and_tries_it_again(
    staff: Client, retailer: Company, category: Category, make_draft: MakeDraft, card: Product
) -> None:
    Product.objects.filter(pk=card.pk).update(is_active=False)
    task = request_virtual_products(
        company=retailer,
        requested_by="test",
        drafts=[make_draft(), make_draft(blank=card.pk, name="Owl on a card")],
        category=category.pk,
    )
    run_due_jobs()

    listed = staff.get(reverse("admin:virtual_products_creationtask_changelist")).content.decode()
    page = staff.get(reverse("admin:virtual_products_creationtask_change", args=[task.pk])).content.decode()
    assert "1 made, 1 with pictures, 1 with a problem" in listed
    assert "Owl on a card" in page
    assert "This blank is not available." in page

    Product.objects.filter(pk=card.pk).update(is_active=True)
    again = reverse("admin:virtual_products_creationtask_try_again", args=[task.pk])
    staff.get(again)
    assert CreationTask.objects.get(pk=task.pk).state == "partly"
    assert "as soon as a worker is free" in told_by(staff, again)
    run_due_jobs()
    assert CreationTask.objects.get(pk=task.pk).state == "done"
    assert "nothing to try again" in told_by(staff, again)


def test_a_category_keeps_its_virtual_products_when_it_is_saved(
    staff: Client, retailer: Company, category: Category, make_draft: MakeDraft, shirt: Product, card: Product
) -> None:
    (product,) = create_virtual_products(company=retailer, drafts=[make_draft()], category=category.pk)
    category.products.add(card)

    answer = staff.post(
        reverse("admin:catalogue_category_change", args=[category.pk]),
        {"name": "Newer", "owner": retailer.pk, "products": [shirt.pk]},
    )

    assert answer.status_code == 302
    category.refresh_from_db()
    assert (category.name, set(category.products.all())) == ("Newer", {product, shirt})
