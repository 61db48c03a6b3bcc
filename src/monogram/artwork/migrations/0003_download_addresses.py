"""Every file of an order line gets an unguessable address of its own."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import monogram.common.refs


def give_tokens(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One for each row: a default would be made once for all."""
    assets = apps.get_model("artwork", "ItemAsset")._default_manager.filter(token=None)
    for asset in assets.only("pk").iterator():
        asset.token = monogram.common.refs.new_public_id()
        asset.save(update_fields=["token"])


def _token(**changes: bool) -> "models.CharField[str, str]":
    return models.CharField(
        default=None if changes else monogram.common.refs.new_public_id,
        editable=False,
        help_text="The unguessable part of the address from which the supplier downloads it.",
        max_length=32,
        unique=True,
        **changes,
    )


class Migration(migrations.Migration):
    dependencies = [("artwork", "0002_initial")]

    operations = [
        migrations.AddField("itemasset", "token", _token(null=True)),
        migrations.RunPython(give_tokens, migrations.RunPython.noop),
        migrations.AlterField("itemasset", "token", _token()),
    ]
