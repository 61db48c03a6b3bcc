"""A second configuration of the app: what an engraver's shop would offer, in its own colours."""

from __future__ import annotations

from django.core.files.base import ContentFile

from monogram.catalogue.models import AppConfiguration
from monogram.companies.models import Company
from monogram.demo import world
from monogram.demo.seed.manifest import ASSETS
from monogram.images.examination import examine_image


def seed() -> None:
    """Make it if it is not there; an operator's changes stay."""
    if AppConfiguration.objects.filter(name=world.ENGRAVING).exists():
        return
    logo = examine_image((ASSETS / "logos" / "thistle-and-post.svg").read_bytes()).working_copy
    configuration = AppConfiguration(
        name=world.ENGRAVING,
        owner=Company.objects.get(pk=world.RETAILER_ID),
        tabs=["text", "layers", "product"],
        off=["colours", "outline", "shadow", "upload", "image_url", "galleries", "codes"],
        logo_alt="Thistle & Post",
        theme={"accent": "#7a1f2b / #f2a0aa", "radius-control": "3px", "radius-card": "4px"},
    )
    configuration.logo.save(f"thistle-and-post.{logo.suffix}", ContentFile(logo.content), save=False)
    configuration.save()
