"""A print area of a design on disk, written as a print file."""

from __future__ import annotations

from pathlib import Path

from monogram.config.artwork_cli.design_folder import DesignFolder
from monogram.config.artwork_cli.problems import DesignFileError
from monogram.config.artwork_cli.progress import progress_bar
from monogram.config.artwork_cli.target import writing
from monogram.layout.document import Area
from monogram.layout.operations import Ink
from monogram.rendering.print_file import PrintFileSpec, separate_inks, write_plate, write_preview, write_print_file

ALL_INKS = "all"


def write_area(folder: DesignFolder, area: Area, spec: PrintFileSpec, ink: Ink | None, output: Path) -> None:
    """Writes a print area, or one ink's plate of it. Raises DesignFileError and the renderer's errors."""
    if ink is not None and spec.format != "png":
        raise DesignFileError("A plate is a PNG: leave --format out. A PDF holds every ink under its name.")
    operations = folder.operations(area)
    images = {image: picture.print_copy for image, picture in folder.pictures.items()}
    if ink is not None and ink not in separate_inks(operations):
        raise DesignFileError(f"Nothing in “{area.name}” is of the ink {ink}.")
    with progress_bar(f"Drawing “{area.name}”") as progress, writing(output) as stream:
        if ink is None:
            write_print_file(operations, spec, images, stream, progress=progress)
        else:
            write_plate(operations, ink, spec, images, stream)


def write_shown(folder: DesignFolder, area: Area, spec: PrintFileSpec, output: Path) -> None:
    """Writes a PNG of every ink as the design shows it. Raises DesignFileError and the renderer's errors."""
    operations = folder.operations(area)
    images = {image: picture.print_copy for image, picture in folder.pictures.items()}
    with writing(output) as stream:
        write_preview(operations, spec, images, stream)
