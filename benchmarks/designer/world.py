"""Where the designer is found in a demo world."""

from __future__ import annotations


def designer(platform: str, product: int = 1007644, **more: str) -> str:
    """The designer's address for a product."""
    parameters = {"p": str(product), "r": "2d-canvas", "guid": "99999", **more}
    return f"{platform}/s/app/acp3_2/en_GB/default.html#" + "&".join(f"{k}={v}" for k, v in parameters.items())
