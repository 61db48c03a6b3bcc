"""The application that `monogram serve` has granian serve: Django behind the bridge."""

from __future__ import annotations

from django.conf import settings
from django.db import close_old_connections

from monogram.config.bridge import Bridge, Limits
from monogram.config.lifeline import end_with_parent
from monogram.config.wsgi import application as wsgi_application

_ROOM_FOR_FORM = 1_000_000


def _is_slow(method: str, path: str) -> bool:
    """What takes seconds: photos are decoded and fetched, designs drawn, a hundred thousand SKUs counted.

    Pages must not wait behind it.
    """
    if method == "PUT":
        return path.startswith("/stock/")
    return method == "POST" and path.startswith(("/s/data/", "/acp/api/p/"))


application = Bridge(
    wsgi_application,
    Limits(
        kept_bytes=settings.MONOGRAM_UPLOAD_MAX_BYTES + _ROOM_FOR_FORM,
        threads=settings.MONOGRAM_WEB_THREADS,
        slow_threads=settings.MONOGRAM_WEB_THREADS,
        is_slow=_is_slow,
    ),
    after_request=close_old_connections,
)
end_with_parent()
