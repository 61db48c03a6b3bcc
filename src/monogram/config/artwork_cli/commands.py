"""The commands themselves: options in, one file or one list out. `config.cli` adds them to `monogram`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    from monogram.layout.operations import Ink

DesignArgument = Annotated[
    Path, typer.Argument(metavar="DESIGN.json", help="The design document; fonts/, images/ and clipart/ lie beside it.")
]
OutputOption = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - for the output.")]
AreaOption = Annotated[str | None, typer.Option("--area", help="Print area, where the design has several.")]
FontsOption = Annotated[Path | None, typer.Option("--fonts", help="Folder of the fonts, instead of fonts/.")]
ImagesOption = Annotated[Path | None, typer.Option("--images", help="Folder of the pictures, instead of images/.")]


class Format(StrEnum):
    """What a print area can be written as."""

    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    PDF = "pdf"
    PDFX = "pdfx"
    SVG = "svg"


class InkName(StrEnum):
    """The separations, as the document calls them; and all inks together, as the design shows them."""

    WHITE = "white"
    CUT = "cut"
    FOIL = "foil"
    ENGRAVE = "engrave"
    ALL = "all"


def render(
    design: DesignArgument,
    output: OutputOption,
    area: AreaOption = None,
    file_format: Annotated[Format, typer.Option("--format", help="pdfx is PDF/X-4; it needs --profile.")] = Format.PNG,
    dpi: Annotated[float, typer.Option(min=1, max=4800, help="Resolution of pixels.")] = 300,
    bleed: Annotated[float, typer.Option(min=0, max=100, help="Bleed in mm, on every side.")] = 0,
    mask: Annotated[
        Path | None, typer.Option(help="Greyscale picture of the trimmed area, white where it prints.")
    ] = None,
    profile: Annotated[Path | None, typer.Option(help="ICC profile of the press, for pdfx and CMYK.")] = None,
    cmyk: Annotated[bool, typer.Option("--cmyk", help="Convert to the press's CMYK (tiff, pdf, pdfx).")] = False,
    marks: Annotated[bool, typer.Option("--marks", help="Crop and registration marks (pdf, pdfx).")] = False,
    underbase: Annotated[
        float | None, typer.Option(min=0, max=10, help="White underbase choked by so many mm (pdf, pdfx).")
    ] = None,
    ink: Annotated[
        InkName | None, typer.Option(help="That separation's plate; all: every ink in its layers' colours (png).")
    ] = None,
    quality: Annotated[int, typer.Option(min=1, max=100, help="Of a JPEG.")] = 95,
    fonts: FontsOption = None,
    images: ImagesOption = None,
) -> None:
    """Write a print area as a print file. The same design gives the same bytes, whenever and wherever."""
    from monogram.config.artwork_cli.design_folder import DesignFolder
    from monogram.config.artwork_cli.print_files import write_area, write_shown
    from monogram.layout.document import document_hash
    from monogram.rendering.print_file import PrintFileSpec

    with _plain_errors():
        folder = DesignFolder(design, fonts=fonts, images=images)
        chosen = folder.area(area)
        spec = PrintFileSpec(
            width=chosen.width,
            height=chosen.height,
            title=chosen.name,
            document_hash=document_hash(folder.document),
            format=file_format.value,
            bleed=bleed,
            dpi=dpi,
            mask=_read(mask),
            press_profile=_read(profile),
            converts_to_cmyk=cmyk,
            has_marks=marks,
            underbase_choke=underbase,
            quality=quality,
        )
        if ink is InkName.ALL:
            write_shown(folder, chosen, spec, output)
        else:
            write_area(folder, chosen, spec, cast("Ink", ink.value) if ink else None, output)


def preflight(
    design: DesignArgument,
    area: AreaOption = None,
    product: Annotated[
        Path | None, typer.Option(help="JSON of the product's print areas, as `GET /s/data/products/{id}` gives it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The verdicts as JSON.")] = False,
    fonts: FontsOption = None,
    images: ImagesOption = None,
) -> None:
    """Check a design before it is printed. Ends with 1 if a verdict blocks it."""
    from monogram.config.artwork_cli.checking import checked
    from monogram.config.artwork_cli.design_folder import DesignFolder

    with _plain_errors():
        verdicts = checked(DesignFolder(design, fonts=fonts, images=images), area, product)
    if as_json:
        typer.echo(json.dumps(verdicts, indent=2, ensure_ascii=False))
    else:
        _list(verdicts)
    if any(verdict["severity"] == "block" for verdict in verdicts):
        raise typer.Exit(1)


def mockup(
    design: DesignArgument,
    scene: Annotated[Path, typer.Option("--scene", help="JSON of the product's photograph or 3D model.")],
    output: OutputOption,
    size: Annotated[int, typer.Option(min=16, max=8000, help="Longer side in pixels.")] = 600,
    tint: Annotated[str | None, typer.Option(help="Colour of the product, #rrggbb, instead of the scene's.")] = None,
    fonts: FontsOption = None,
    images: ImagesOption = None,
) -> None:
    """Show the design on its product: a JPEG, or a PNG if the file's name says so."""
    from monogram.config.artwork_cli.design_folder import DesignFolder
    from monogram.config.artwork_cli.mocking_up import write_mockup

    with _plain_errors():
        write_mockup(DesignFolder(design, fonts=fonts, images=images), scene, size, tint, output)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What is wrong with files or options ends the command with a sentence and 1, never with a traceback."""
    from monogram.common.errors import MonogramError
    from monogram.config.artwork_cli.problems import DesignFileError

    _prepare_limits()
    try:
        yield
    except BrokenPipeError:
        sys.exit(1)
    except DesignFileError as error:
        _fail(str(error))
    except MonogramError as error:
        _fail(error.text)
    except OSError as error:
        _fail(f"{error.filename or 'A file'} cannot be used: {error.strerror}.")
    except ValueError as error:  # of the renderer: a picture, a size or a profile that is not what it should be
        _fail(f"This cannot be drawn: {error}.")


def _prepare_limits() -> None:
    """The door asks the settings how large a picture may be; nothing else of Django is needed."""
    from django.conf import settings

    from monogram.config.environment import Environment

    if not settings.configured:
        limits = Environment()
        settings.configure(
            MONOGRAM_UPLOAD_MAX_BYTES=limits.upload_max_bytes, MONOGRAM_UPLOAD_MAX_PIXELS=limits.upload_max_pixels
        )


def _fail(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def _read(path: Path | None) -> bytes | None:
    return None if path is None else path.read_bytes()


def _list(verdicts: list[dict[str, Any]]) -> None:
    if not verdicts:
        typer.echo("Nothing to say: it can be printed.")
    for verdict in verdicts:
        where = " · ".join(filter(None, (verdict["area"], verdict["layer"])))
        typer.echo(f"{verdict['severity']:<7} {where}: {verdict['message']}")
