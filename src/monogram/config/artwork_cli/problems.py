"""What the commands say when something is not as it should be."""

from __future__ import annotations


class DesignFileError(Exception):
    """A design, or something that it names, cannot be used. The message is a sentence for the person who asked."""
