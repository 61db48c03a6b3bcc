"""The platform's settings with short leases: what a killed worker held is free again after seconds.

Nothing else differs, and `python -m tests.faults` does without this.
"""

from __future__ import annotations

from datetime import timedelta

from monogram.callbacks import policy
from monogram.config.settings import *  # noqa: F403 - this is how Django's settings are extended
from monogram.config.settings import TASKS

TASKS["default"]["OPTIONS"]["LEASE_SECONDS"] = 6
policy.LEASE = timedelta(seconds=10)
