"""Fonts that designs are set in."""

from __future__ import annotations

from django.db import models


class Font(models.Model):
    """A TrueType or OpenType file. Browser and server read the very same bytes, so that both shape alike."""

    id = models.SlugField("font id in the design document", primary_key=True, max_length=60)
    family = models.CharField(max_length=80)
    style = models.CharField(max_length=40, default="Regular")
    file = models.FileField(upload_to="fonts/", max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    coverage = models.TextField(
        default="",
        editable=False,
        help_text="The characters it has, as hexadecimal ranges of code points: 20-7e,a0-17f.",
    )
    is_fallback = models.BooleanField(
        "fallback",
        default=False,
        help_text="Used for characters that the chosen font lacks, in this order. Not on offer by itself.",
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "family"]

    def __str__(self) -> str:
        return f"{self.family} {self.style}"
