"""The senders as processes of the worker: one for requests, one for files."""

from __future__ import annotations

from monogram.callbacks import drops, sender
from monogram.jobs.roles import Role, register

register(Role("deliveries", run=sender.run, run_due=sender.deliver_due))
register(Role("drops", run=drops.run, run_due=drops.deliver_due))
