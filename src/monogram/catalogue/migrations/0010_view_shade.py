from django.db import migrations, models


class Migration(migrations.Migration):
    """A view's shade is another picture than the copy of its map was: views are saved again to have it."""

    dependencies = [("catalogue", "0009_app_configurations")]

    operations = [
        migrations.RemoveField("view", "shading_map_copy"),
        migrations.AddField("view", "shade_copy", models.CharField(blank=True, editable=False, max_length=200)),
    ]
