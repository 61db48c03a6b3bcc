"""Lists of products, and of a category's, are counted, searched and walked in one index each."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0014_category_members"),
        ("companies", "0005_hosted_image_room"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="product",
            name="product_by_owner",
        ),
        migrations.RemoveIndex(
            model_name="product",
            name="product_by_owner_and_name",
        ),
        migrations.AddField(
            model_name="categorymember",
            name="is_active",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="categorymember",
            name="kind",
            field=models.CharField(default="personalised", editable=False, max_length=12),
        ),
        migrations.AddField(
            model_name="categorymember",
            name="name",
            field=models.CharField(default="", editable=False, max_length=120),
        ),
        migrations.AddField(
            model_name="categorymember",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="companies.company",
            ),
        ),
        migrations.AddField(
            model_name="categorymember",
            name="search_text",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="categorymember",
            name="virtual_state",
            field=models.CharField(default="", editable=False, max_length=8),
        ),
        migrations.AlterField(
            model_name="categorymember",
            name="category",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="members",
                to="catalogue.category",
            ),
        ),
        migrations.AddIndex(
            model_name="categorymember",
            index=models.Index(
                fields=["category", "owner", "is_active", "product", "virtual_state", "kind", "search_text"],
                name="member_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="categorymember",
            index=models.Index(
                fields=["category", "owner", "is_active", "name", "product", "virtual_state", "kind", "search_text"],
                name="member_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                fields=["owner", "is_active", "id", "virtual_state", "kind", "search_text"], name="product_by_number"
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                fields=["owner", "is_active", "name", "id", "virtual_state", "kind", "search_text"],
                name="product_by_name",
            ),
        ),
    ]
