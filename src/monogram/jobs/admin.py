"""The jobs in the back office: what waits, what failed and why; to run again or to cancel."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm

from monogram.jobs.engine import engine
from monogram.jobs.models import Job, JobError, ScheduledRun

_COLOURS = {
    "Waiting": "info",
    "Running": "warning",
    "Done": "success",
    "Failed": "danger",
    "Cancelled": "",
}
_WORDS = {
    "ready": "Waiting",
    "todo": "Waiting",
    "running": "Running",
    "doing": "Running",
    "successful": "Done",
    "succeeded": "Done",
    "failed": "Failed",
    "aborted": "Failed",
    "cancelled": "Cancelled",
}


class _ReadOnlyAdmin(ModelAdmin):
    """Rows that the engine alone writes."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field for _, options in self.get_fieldsets(request, obj) for field in options["fields"]]


class _AnyJobAdmin(_ReadOnlyAdmin):
    """What the pages of both engines' jobs have in common."""

    actions = ["run_again", "cancel"]
    actions_detail = ["run_this_again", "cancel_this"]

    @display(description="Status", ordering="status", label=_COLOURS)
    def state(self, job: Any) -> str:
        return _WORDS[job.status]

    def run_again(self, request: HttpRequest, jobs: QuerySet[Model]) -> None:
        changed = sum(engine().run_again(job.pk) for job in jobs)
        self.message_user(request, f"{changed} of {len(jobs)} jobs run now; the others are done or running.")

    run_again.short_description = "Run now"  # type: ignore[attr-defined]  # how the admin names an action

    def cancel(self, request: HttpRequest, jobs: QuerySet[Model]) -> None:
        changed = sum(engine().cancel(job.pk) for job in jobs)
        self.message_user(request, f"{changed} of {len(jobs)} jobs were cancelled; the others did not wait.")

    cancel.short_description = "Cancel"  # type: ignore[attr-defined]  # as above

    @action(
        description="Run now",
        url_path="run-again",
        permissions=["change"],
        dialog={
            "title": "Run this job now",
            "description": "As soon as a worker is free, whatever its time.",
            "form_submit_text": "Run now",
        },
    )
    def run_this_again(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Have this job run, whatever its time."""
        if engine().run_again(int(object_id)):
            messages.success(request, "The job runs as soon as a worker is free.")
        else:
            messages.warning(request, "Only a job that waits or has failed can be run again.")
        return self._back(object_id)

    @action(
        description="Cancel",
        url_path="cancel",
        permissions=["change"],
        dialog={
            "title": "Cancel this job",
            "description": "What it was to do is left undone.",
            "form_submit_text": "Cancel the job",
        },
    )
    def cancel_this(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take this job back."""
        if engine().cancel(int(object_id)):
            messages.success(request, "The job was cancelled.")
        else:
            messages.warning(request, "Only a job that waits can be cancelled.")
        return self._back(object_id)

    def _back(self, object_id: str) -> HttpResponse:
        options = self.model._meta
        page = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[object_id])
        return HttpResponse(headers={"HX-Redirect": page})


def _arguments(args: Any, kwargs: dict[str, Any]) -> str:
    named = [f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in kwargs.items()]
    return ", ".join([*(json.dumps(value, ensure_ascii=False) for value in args), *named]) or "–"


def _preformatted(text: str) -> str:
    return format_html('<pre style="white-space:pre-wrap">{}</pre>', text) if text else "–"


class JobAdmin(_AnyJobAdmin):
    """The embedded engine's jobs."""

    list_display = ["id", "task", "arguments", "state", "run_after", "attempts"]
    list_display_links = ["id", "task"]
    list_filter = ["status", "queue_name", "task_path"]
    search_fields = ["=id", "task_path", "args", "error"]
    fieldsets = [
        (None, {"fields": ["task_path", "arguments", "state", "attempts", "run_after"]}),
        ("Error", {"fields": ["traceback"]}),
        ("Worker", {"fields": ["queue_name", "priority", "worker", "leased_until", "enqueued_at", "finished_at"]}),
    ]

    @display(description="Task", ordering="task_path")
    def task(self, job: Job) -> str:
        return job.task_path.rpartition(".")[2]

    @display(description="Arguments")
    def arguments(self, job: Job) -> str:
        return _arguments(job.args, job.kwargs)

    @display(description="What it raised")
    def traceback(self, job: Job) -> str:
        return _preformatted(job.error)


class ProcrastinateJobAdmin(_AnyJobAdmin):
    """The jobs of PostgreSQL's engine."""

    list_display = ["id", "task", "arguments", "state", "scheduled_at", "attempts"]
    list_display_links = ["id", "task"]
    list_filter = ["status", "queue_name"]
    search_fields = ["=id", "args"]
    ordering = ["-id"]
    fieldsets = [
        (None, {"fields": ["task_path", "arguments", "state", "attempts", "scheduled_at"]}),
        ("Error", {"fields": ["traceback"]}),
        ("Worker", {"fields": ["queue_name", "priority", "worker", "history"]}),
    ]

    @display(description="Task")
    def task_path(self, job: Any) -> str:
        return str(job.args.get("task", job.task_name))

    @display(description="Task")
    def task(self, job: Any) -> str:
        return str(self.task_path(job)).rpartition(".")[2]

    @display(description="Arguments")
    def arguments(self, job: Any) -> str:
        return _arguments(job.args.get("args", []), job.args.get("kwargs", {}))

    @display(description="What it raised")
    def traceback(self, job: Any) -> str:
        error = JobError.objects.filter(pk=job.pk).first()
        return _preformatted(error.text if error else "")

    @display(description="History")
    def history(self, job: Any) -> str:
        events = job.procrastinateevent_set.order_by("at", "id")
        return _preformatted("\n".join(f"{event.at:%Y-%m-%d %H:%M:%S} {event.type}" for event in events))


@admin.register(ScheduledRun)
class ScheduledRunAdmin(_ReadOnlyAdmin):
    """The calendar: when each of its jobs was last enqueued."""

    list_display = ["task_path", "last_run_at"]
    fieldsets = [(None, {"fields": ["task_path", "last_run_at"]})]


if apps.is_installed("procrastinate.contrib.django"):
    from procrastinate.contrib.django import models as procrastinate_models

    admin.site.unregister(procrastinate_models.ProcrastinateJob)  # its own page has neither our looks nor the errors
    admin.site.register(procrastinate_models.ProcrastinateJob, ProcrastinateJobAdmin)
else:
    admin.site.register(Job, JobAdmin)
