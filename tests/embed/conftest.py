"""A shop with a card to design, and a browser build to serve."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.catalogue.factories import make_product
from tests.embed.creating import Creator, make_creator

from monogram.catalogue.models import Product
from monogram.common import assets
from monogram.companies.models import Company


@pytest.fixture
def rival(db: None) -> Company:
    """Another company, which must not see anything of the retailer's."""
    return Company.objects.create(name="Rival")


@pytest.fixture
def card(retailer: Company) -> Product:
    """The retailer's own product."""
    return make_product(retailer)


@pytest.fixture
def creator(retailer: Company, browser_build: None) -> Creator:
    """The retailer's way into the creator, not opened yet."""
    return make_creator(retailer)


@pytest.fixture
def browser_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A manifest as Vite writes it, so that no test waits for a build."""
    manifest = {
        "src/apps/designer/main.tsx": {
            "file": "assets/designer-1a2b.js",
            "name": "designer",
            "isEntry": True,
            "css": ["assets/designer-3c4d.css"],
        },
        "src/apps/pages/main.ts": {
            "file": "assets/pages-7a8b.js",
            "name": "pages",
            "isEntry": True,
            "css": ["assets/pages-9c0d.css"],
        },
        "src/apps/designer/early.ts": {"file": "assets/early-7a8b.js", "name": "early", "isEntry": True},
        "src/apps/pricing/main.ts": {"file": "assets/pricing-9c0d.js", "name": "pricing", "isEntry": True},
        **{
            f"src/apps/designer/words/{locale}.ts": {"file": f"assets/{locale}-5e6f.js", "isDynamicEntry": True}
            for locale in ("en_GB", "de_DE", "ar")
        },
    }
    creators = {
        "src/apps/vpc/main.tsx": {
            "file": "assets/vpc-1b2c.js",
            "name": "vpc",
            "isEntry": True,
            "css": ["assets/vpc-3d4e.css"],
        },
        **{
            f"src/apps/vpc/words/{locale}.ts": {"file": f"assets/vpc-{locale}-6f7a.js", "isDynamicEntry": True}
            for locale in ("en_GB", "de_DE", "ar")
        },
    }
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/early-7a8b.js").write_text("fetch('/s/data')")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "vpc.json").write_text(json.dumps(creators))
    monkeypatch.setattr(assets, "BUILD_DIR", tmp_path)
    assets._manifest.cache_clear()
    yield
    assets._manifest.cache_clear()
