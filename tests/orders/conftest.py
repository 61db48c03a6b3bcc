"""Tests here run in the world of orders."""

from tests.orders.world import world

__all__ = ["world"]
