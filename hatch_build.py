"""Builds the browser code into the package, so that Python alone installs everything."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BrowserBuildHook(BuildHookInterface):
    """Filled in with the browser build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        pass
