"""Django's PostgreSQL backend, which hands out no pooled connection that the server has closed.

After a restart of the server every connection that lay in the pool is dead, and each would fail one request. Asking the
server whether it is there (`CONN_HEALTH_CHECKS`) costs each request a round trip. But a connection on which nothing is
being asked has nothing to say either: if there is something to read, it is the server's goodbye.

Unless the server is told something else, a page out of order costs hardly more than the next one, as on disks without
arms: else it would read all products of all companies rather than walk the index of a few.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base

_COST_OF_PAGES = """
SELECT set_config('random_page_cost', '1.1', false) FROM pg_settings
WHERE name = 'random_page_cost' AND source = 'default'
"""


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at each connection that comes out of the pool, without asking the server."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection on which nothing waits to be read. The pool replaces the others."""
        connection = super().get_new_connection(conn_params)
        pool: Any = self.pool  # type: ignore[attr-defined]  # the stubs do not know it
        while pool and _has_something_to_say(connection):
            connection.close()
            pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection

    def _configure_connection(self, connection: Any) -> bool:
        """Django's settings of a connection, and once in its life the cost of pages. Whether there is to commit."""
        changed: bool = super()._configure_connection(connection)  # type: ignore[misc]  # the stubs do not know it
        if getattr(connection, "knows_cost_of_pages", False):
            return changed
        connection.knows_cost_of_pages = True
        with connection.cursor() as cursor:
            cursor.execute(_COST_OF_PAGES)
        return True


def _has_something_to_say(connection: Any) -> bool:
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
