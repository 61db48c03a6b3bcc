"""What follows a settled message: the task that it names."""

from __future__ import annotations

import logging

from django.utils.module_loading import import_string

from monogram.callbacks.models import Delivery

logger = logging.getLogger(__name__)


def enqueue_follow_up(delivery: Delivery) -> None:
    """Have the task run that a settled message names."""
    if not delivery.follow_up:
        return
    try:
        follow_up = import_string(delivery.follow_up)
    except ImportError:
        # An outcome that could never be written would have the message sent over and over again.
        logger.exception("What follows message %s is no longer there", delivery.pk)
        return
    follow_up.enqueue(delivery.pk)
