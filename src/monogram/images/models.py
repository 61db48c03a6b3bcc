"""Pictures that people upload or that we fetch for them."""

from __future__ import annotations

from django.db import models

from monogram.common import clock, refs
from monogram.companies.models import Company


class Picture(models.Model):
    """A picture that has passed the door: the original kept for print, a working copy made for the browser.

    Sizes are in pixels, upright (EXIF orientation applied); those of an SVG or PDF are of its print copy in pixels.
    The working copy is an sRGB PNG or JPEG of at most 1,600 px a side.
    """

    id = models.CharField(primary_key=True, max_length=32, default=refs.new_public_id, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=40)
    byte_size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    has_alpha = models.BooleanField(default=False)
    original = models.CharField("storage key of the original", max_length=200)
    print_copy = models.CharField("storage key of the upright sRGB copy that is printed", max_length=200)
    working_copy = models.CharField("storage key of the browser's copy", max_length=200)
    working_width = models.PositiveIntegerField()
    working_height = models.PositiveIntegerField()
    drawing = models.CharField("storage key of the drawing that an SVG or PDF became", max_length=200, blank=True)
    source_url = models.URLField(max_length=2000, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name or self.id


class Image(Picture):
    """A picture that designs hold. Its `id` is unguessable, since it is the only key to the picture in the designer."""

    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="images",
        help_text="Whose designs may hold it. Empty: everybody's, as with the pictures of shared galleries.",
    )
    recipe = models.CharField(
        "SHA-256 of what it was made from", max_length=64, blank=True, editable=False, help_text="Empty: it came so."
    )

    class Meta(Picture.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["company", "recipe"], name="made_once_by_a_recipe", condition=~models.Q(recipe="")
            )
        ]


class HostedImage(Picture):
    """A picture that a company's program has stored, to name its addresses later (`contract.md §10`).

    Its files are its own and private: each is to be had at an address that holds a signature of its own. What no
    design, product or order has taken in by `expires_at` is deleted.
    """

    company = models.ForeignKey(
        Company,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="hosted_images",
        help_text="Empty: it was stored without credentials.",
    )
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True, help_text="Empty: it is used, and stays.")

    class Meta(Picture.Meta):
        constraints = [models.UniqueConstraint(fields=["company", "sha256"], name="hosted_once_per_company")]
