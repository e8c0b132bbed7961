"""Write what the results were made from: digests of inputs and outputs, versions and settings; no clock, no folder."""

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from defatlas import __version__
from defatlas.documents.corpus_folder import is_readable_file
from defatlas.provenance import digests, file_digest
from defatlas.rule_log import start_rule

LIBRARIES = (
    "snakemake",
    "spacy",
    "scipy",
    "numpy",
    "pandas",
    "altair",
    "vl-convert-python",
    "pypdfium2",
    "trafilatura",
)


def main(
    corpus: Path,
    files: Sequence[str],
    results: Path,
    outputs: Sequence[Path],
    settings: Mapping[str, Any],
    manifest: Path,
) -> None:
    """Write the manifest; an input that cannot be opened has no digest."""
    content = {
        "defatlas": __version__,
        "settings": {key: value for key, value in sorted(settings.items()) if key not in {"corpus", "results"}},
        "versions": {name: version(name) for name in LIBRARIES},
        "inputs": {path: file_digest(corpus / path) if is_readable_file(corpus / path) else None for path in files},
        "outputs": digests([path for path in outputs if path.is_file()], results),
    }
    manifest.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if "snakemake" in globals():
    snakemake = start_rule(globals()["snakemake"])
    main(
        Path(snakemake.params.corpus),
        snakemake.params.files,
        Path(snakemake.output.manifest).parent,
        [Path(path) for path in snakemake.input],
        snakemake.params.settings,
        Path(snakemake.output.manifest),
    )
