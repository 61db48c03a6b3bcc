"""Why the door says no, in names that the child process may give to its parent.

The parent (`monogram.images.examination`) turns a name into an error and its words. Words never come from the child:
whoever has taken it over must not write what a shopper reads.
"""

from __future__ import annotations


class RefusedError(Exception):
    """The file may not come in; the argument is the reason's name for the parent."""
