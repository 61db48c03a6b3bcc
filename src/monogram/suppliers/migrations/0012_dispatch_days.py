import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0011_poll_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="dropshipaccount",
            name="dispatch_days",
            field=models.PositiveSmallIntegerField(
                default=2,
                help_text="Working days, Monday to Friday, from an order to its dispatch, where the order names no date. After that it is late in the supplier's portal.",
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="dispatched within",
            ),
        ),
    ]
