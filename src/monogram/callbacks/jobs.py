"""The sender as a process of the worker."""

from __future__ import annotations

from monogram.callbacks import sender
from monogram.jobs.roles import Role, register

register(Role("deliveries", run=sender.run, run_due=sender.deliver_due))
