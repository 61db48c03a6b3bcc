"""What a new installation is given."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path


def test_a_new_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    environment = {**os.environ, "MONOGRAM_DATA_DIR": str(folder)}

    subprocess.run([sys.executable, "-c", "import monogram.config.settings"], env=environment, check=True)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
