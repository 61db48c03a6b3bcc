"""The command line: `monogram serve | worker | migrate | demo | manage | render | preflight | mockup`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from monogram.config.artwork_cli import commands as artwork
from monogram.config.servers import platform_command

app = typer.Typer(
    name="monogram",
    help="Monogram: personalised products and print on demand, from the design to the doorstep.\n\n"
    "Settings come from environment variables that begin with MONOGRAM_; docs/settings.md lists them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder for the database, files and secrets (MONOGRAM_DATA_DIR).")
]
HostOption = Annotated[str, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int, typer.Option(min=1, max=65534, help="Port to listen on.")]


def _use_data_dir(data: Path | None) -> None:
    if data is not None:
        os.environ["MONOGRAM_DATA_DIR"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monogram.config.settings")


def _start_django(data: Path | None) -> None:
    """Settings are read once, so everything from the command line must be in the environment before this."""
    _use_data_dir(data)
    import django

    django.setup()


@app.command()
def serve(
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes. One is right on SQLite.")] = 1,
    threads: Annotated[
        int, typer.Option(min=1, envvar="MONOGRAM_WEB_THREADS", help="Requests that one process handles at a time.")
    ] = 4,
    data: DataOption = None,
) -> None:
    """Serve the platform over HTTP."""
    _use_data_dir(data)
    os.environ["MONOGRAM_WEB_THREADS"] = str(threads)
    command = platform_command(host=host, port=port, workers=workers)
    os.execv(command[0], command)


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(min=1, help="Processes that run jobs: one a core is right.")] = 2,
    data: DataOption = None,
) -> None:
    """Run the background jobs: artwork, pushes, callbacks. SIGTERM finishes the job in hand, then stops."""
    _start_django(data)
    from monogram.jobs.worker import run

    run(concurrency=concurrency)


@app.command()
def migrate(data: DataOption = None) -> None:
    """Create or update the database."""
    _start_django(data)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)


@app.command()
def demo(
    host: HostOption = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65525, help="The first of ten ports to listen on.")] = 8000,
    data: DataOption = None,
    concurrency: Annotated[int, typer.Option(min=1, help="Processes that run jobs.")] = 2,
) -> None:
    """Start the demo world: platform and worker, and behind it a shop, the suppliers' inbox and folders."""
    from monogram.config import demo as demo_world

    _use_data_dir(data or Path(os.environ.get("MONOGRAM_DATA_DIR", "data")))
    sys.exit(demo_world.run(host=host, port=port, concurrency=concurrency))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def manage(context: typer.Context) -> None:
    """Django's own commands, e.g. `monogram manage createsuperuser`, `monogram manage shell`."""
    _use_data_dir(None)
    sys.exit(subprocess.call([sys.executable, "-m", "django", *context.args]))


app.command()(artwork.render)
app.command()(artwork.preflight)
app.command()(artwork.mockup)


def main() -> None:
    """The console script."""
    app()


if __name__ == "__main__":
    main()
