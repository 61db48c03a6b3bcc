"""Jobs in tests: run them here, in order, by the movable clock."""

from __future__ import annotations

from monogram.jobs import roles
from monogram.jobs.engine import DEFAULT_QUEUE, engine

_TOO_MANY = 10_000


def run_due_jobs(*, raise_errors: bool = True) -> int:
    """Run everything that is due, and what that makes due, until nothing is: jobs, and messages out. How many ran.

    What a job raises is kept with the job as in a worker, and with `raise_errors` raised here as well.
    """
    ran = 0
    while now := _run_jobs(raise_errors) + sum(role.run_due() for role in roles.registered()):
        ran += now
    return ran


def _run_jobs(raise_errors: bool) -> int:
    jobs = engine()
    ran = 0
    while job := jobs.claim(worker="test", queues=(DEFAULT_QUEUE,)):
        ran += 1
        if ran > _TOO_MANY:
            raise RuntimeError(f"more than {_TOO_MANY} jobs: one of them enqueues itself without a delay")
        try:
            job.run()
        except Exception as error:
            jobs.fail(job, error)
            if raise_errors:
                raise
        else:
            jobs.succeed(job)
    return ran
