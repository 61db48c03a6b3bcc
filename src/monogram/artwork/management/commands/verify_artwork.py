"""`monogram manage verify_artwork ORDER…`: are the files of these orders what they were when they were made?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monogram.artwork.errors import ArtworkError
from monogram.artwork.verification import verify_item
from monogram.layout import UnknownFontError
from monogram.orders.models import DESIGNED_ON, Order


class Command(BaseCommand):
    """Looks at the stored bytes, draws again what was drawn, and ends with 1 if anything is not as it was."""

    help = "Check the files of orders: their stored bytes, and that drawing them again gives the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("orders", nargs="+", metavar="ORDER", help="Our reference of an order.")

    def handle(self, *args: Any, **options: Any) -> None:
        problems = sum(self._verify(ref) for ref in options["orders"])
        if problems:
            raise CommandError(f"{problems} of the files are not as they were.")

    def _verify(self, ref: str) -> int:
        order = Order.objects.filter(ref=ref).first()
        if order is None:
            raise CommandError(f"There is no order {ref}.")
        problems = 0
        for item in order.items.select_related("variant", *DESIGNED_ON):
            try:
                for verified in verify_item(item):
                    problems += verified.finding.is_problem
                    self.stdout.write(f"{ref} {item.ref} {verified.asset.name}: {verified.finding.value}")
            except (ArtworkError, UnknownFontError) as error:
                problems += 1
                self.stdout.write(f"{ref} {item.ref}: {error.text}")
        return problems
