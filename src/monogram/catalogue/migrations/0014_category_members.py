"""Members of categories become a model of their own: the same table. Words by which products are found are cut."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Left, Length

_LONGEST_SEARCH_TEXT = 500


def cut_search_texts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Longer ones might not fit into the index, which is made by the next transaction: this one would still see them."""
    products = apps.get_model("catalogue", "Product").objects.alias(length=Length("search_text"))
    products.filter(length__gt=_LONGEST_SEARCH_TEXT).update(search_text=Left("search_text", _LONGEST_SEARCH_TEXT))


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0013_product_pages"),
        ("companies", "0005_hosted_image_room"),
    ]

    operations = [
        migrations.RunPython(cut_search_texts, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="CategoryMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="catalogue.category",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="catalogue.product",
                            ),
                        ),
                    ],
                    options={"db_table": "catalogue_category_products", "unique_together": {("category", "product")}},
                ),
                migrations.AlterField(
                    model_name="category",
                    name="products",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="categories",
                        through="catalogue.CategoryMember",
                        to="catalogue.product",
                    ),
                ),
            ],
        ),
    ]
