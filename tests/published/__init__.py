"""The samples of the platform's published documentation, word for word, and how they are run.

`reference/platform-apis.txt` lost the addresses, some brackets and a comma of theirs; those are put back. A blank
address (`""`) is where the host stood. What no reader could have run is put right as well: a colon for an arrow in
PHP's list of the mutation, and the answer read as the array that the next line takes it for.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_FOLDER = Path(__file__).parent
_GUZZLE = "/usr/share/php/GuzzleHttp/autoload.php"


def published(name: str, *addresses: str, **values: str) -> str:
    """A sample with its blank addresses filled in, in order, and what it leaves to the reader by name.

    In shell a value takes the place of its name, in PHP of the `...` that is assigned to it.
    """
    text = (_FOLDER / name).read_text()
    for address in addresses:
        before, quote, after = re.split(r"""(""|'')""", text, maxsplit=1)
        text = f"{before}{quote[0]}{address}{quote[0]}{after}"
    for value, content in values.items():
        place = rf"(?<=\${value} = )(\.\.\.|\[ \.\.\. \])(?=;)" if name.endswith(".php") else value
        before, *_, after = re.split(place, text, maxsplit=1)
        text = before + content + after
    return text


def run_shell(text: str) -> str:
    """What a shell sample prints."""
    done = subprocess.run(["sh", "-c", text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_php(text: str, show: str) -> str:
    """What PHP with Guzzle prints for the expression `show` after the sample."""
    code = f"require '{_GUZZLE}'; {text}\necho json_encode({show});"
    done = subprocess.run(
        ["php", "-d", "display_errors=stderr", "-r", code], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout
