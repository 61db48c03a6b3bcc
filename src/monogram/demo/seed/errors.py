"""Why the demo world cannot be made. The texts are for the person at the terminal."""

from __future__ import annotations


class DemoModeRequiredError(RuntimeError):
    """The world's keys and passwords are printed in guides."""

    def __init__(self) -> None:
        super().__init__("The demo world has public keys and passwords: it is made in demo mode only (MONOGRAM_DEMO).")


class DemoAssetsMissingError(RuntimeError):
    """The pictures or fonts of the demo products are not where they belong."""
