"""Members of categories that are there already take over what their products are listed by."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Max, OuterRef, Subquery

_FIELDS = ("owner", "is_active", "name", "virtual_state", "kind", "search_text")
_AT_ONCE = 5_000


def take_from_products(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    members = apps.get_model("catalogue", "CategoryMember").objects
    product = apps.get_model("catalogue", "Product").objects.filter(pk=OuterRef("product"))
    copies = {name: Subquery(product.values(name)) for name in _FIELDS}
    last = members.aggregate(last=Max("pk"))["last"] or 0
    for first in range(1, last + 1, _AT_ONCE):
        members.filter(pk__gte=first, pk__lt=first + _AT_ONCE).update(**copies)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0015_lists_from_one_index"),
    ]

    operations = [migrations.RunPython(take_from_products, migrations.RunPython.noop)]
