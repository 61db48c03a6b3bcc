"""Preflight of a design on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from monogram.config.artwork_cli.design_folder import DesignFolder
from monogram.config.artwork_cli.problems import DesignFileError
from monogram.layout.preflight import AreaSpec, PictureFacts, SettingsError, preflight, read_spec


def checked(folder: DesignFolder, area: str | None, product: Path | None) -> list[dict[str, Any]]:
    """The verdicts, as they are kept with a print job. Raises DesignFileError."""
    areas = folder.document.areas if area is None else (folder.area(area),)
    specs = {} if product is None else _specs(product)
    pictures = {image: PictureFacts(picture.width, picture.height) for image, picture in folder.pictures.items()}
    return [
        verdict.to_plain()
        for one in areas
        for verdict in preflight(
            one, specs.get(one.name) or AreaSpec(one.name, one.width, one.height), folder.resources, pictures
        )
    ]


def _specs(product: Path) -> dict[str, AreaSpec]:
    try:
        raw = json.loads(product.read_bytes())
        return {entry["name"]: read_spec(entry) for entry in raw["areas"]}
    except OSError as error:
        raise DesignFileError(f"{product} cannot be read: {error.strerror}.") from error
    except SettingsError as error:
        raise DesignFileError(f"{product}: {error}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DesignFileError(f"{product} is not a product's JSON with “areas”: {error!r}.") from error
