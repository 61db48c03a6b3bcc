"""Products that are there already get the words by which they are found."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from monogram.common.words import searchable


def note_words(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    model = apps.get_model("catalogue", "Product")
    changed = []
    for product in model.objects.only("name", "sku").iterator():
        product.search_text = searchable(product.name, product.sku)
        changed.append(product)
    model.objects.bulk_update(changed, ["search_text"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_print_sizes_attributes_galleries"),
    ]

    operations = [migrations.RunPython(note_words, migrations.RunPython.noop)]
