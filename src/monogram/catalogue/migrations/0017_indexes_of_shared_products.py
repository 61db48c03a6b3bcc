"""What is no one's is listed by indexes of its own, which PostgreSQL walks in order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0016_members_take_from_products"),
        ("companies", "0005_hosted_image_room"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="categorymember",
            name="member_by_number",
        ),
        migrations.RemoveIndex(
            model_name="categorymember",
            name="member_by_name",
        ),
        migrations.RemoveIndex(
            model_name="product",
            name="product_by_number",
        ),
        migrations.RemoveIndex(
            model_name="product",
            name="product_by_name",
        ),
        migrations.AddIndex(
            model_name="categorymember",
            index=models.Index(
                condition=models.Q(("owner__isnull", False)),
                fields=["category", "owner", "is_active", "product", "virtual_state", "kind", "search_text"],
                name="member_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="categorymember",
            index=models.Index(
                condition=models.Q(("owner__isnull", True)),
                fields=["category", "is_active", "product", "virtual_state", "kind", "search_text", "owner"],
                name="shared_member_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="categorymember",
            index=models.Index(
                condition=models.Q(("owner__isnull", False)),
                fields=["category", "owner", "is_active", "name", "product", "virtual_state", "kind", "search_text"],
                name="member_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="categorymember",
            index=models.Index(
                condition=models.Q(("owner__isnull", True)),
                fields=["category", "is_active", "name", "product", "virtual_state", "kind", "search_text", "owner"],
                name="shared_member_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("owner__isnull", False)),
                fields=["owner", "is_active", "id", "virtual_state", "kind", "search_text"],
                name="product_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("owner__isnull", True)),
                fields=["is_active", "id", "virtual_state", "kind", "search_text", "owner"],
                name="shared_product_by_number",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("owner__isnull", False)),
                fields=["owner", "is_active", "name", "id", "virtual_state", "kind", "search_text"],
                name="product_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("owner__isnull", True)),
                fields=["is_active", "name", "id", "virtual_state", "kind", "search_text", "owner"],
                name="shared_product_by_name",
            ),
        ),
    ]
