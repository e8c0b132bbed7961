# What the study is: the configuration is checked, and the corpus folder listed, before any job is planned.

import sys
from pathlib import Path

sys.path.insert(0, f"{workflow.basedir}/scripts")

from snakemake.exceptions import WorkflowError
from snakemake.logging import logger

from defatlas.claims.paper import studied_concept
from defatlas.configuration import ConfigurationError, check_folders, read_schema, validate
from defatlas.corrections import CorrectionsError, read_corrections
from defatlas.documents.corpus_folder import EmptyCorpusError, list_files, shard_of
from defatlas.documents.corpus_folder import is_readable_file, study_file
from defatlas.figures.widths import stems
from defatlas.documents.manifest import ManifestError, read_manifest
from defatlas.provenance import code_digest, file_digest, folder_digest
from defatlas.tool_path import put_environment_first

put_environment_first()
PROJECT = Path(workflow.basedir)
EMBEDDED = PROJECT / "corpus"


def _stop(error):
    """End the run with one sentence."""
    raise WorkflowError(str(error)) from None


try:
    validate(config, read_schema(PROJECT / "config/schema.yaml"))
    CORPUS = Path(config["corpus"])
    if not CORPUS.is_absolute() and not CORPUS.exists():
        CORPUS = PROJECT / config["corpus"]  # the embedded corpus, from any working directory
    RESULTS = config["results"].rstrip("/")
    check_folders(CORPUS, Path(RESULTS))
    FILES = list_files(CORPUS)
    MANIFEST = read_manifest(CORPUS)
    CORRECTIONS_FILE = CORPUS / "corrections.csv"
    CORRECTIONS = read_corrections(CORRECTIONS_FILE)
except (ConfigurationError, CorrectionsError, EmptyCorpusError, ManifestError) as error:
    _stop(error)

if workflow.is_main_process:  # jobs read this file again, in processes of their own
    from defatlas.documents.file_kinds import kinds_of, summary

    logger.info(summary(kinds_of(CORPUS, FILES, MANIFEST.columns)))

SHARD_COUNT = config["shards"]
SHARDS = {
    f"{number:03d}": [path for path in FILES if shard_of(path, SHARD_COUNT) == number] for number in range(SHARD_COUNT)
}
CODEBOOK = study_file(CORPUS, EMBEDDED, "codebook")
CODINGS = study_file(CORPUS, EMBEDDED, "coding")
# What the source paper claims and lists belongs to a study of its own concept alone.
PAPER = (
    EMBEDDED if config["concept"] == studied_concept(EMBEDDED / "claims.yaml") else PROJECT / "config/other_concepts"
)
INITIATIVES = study_file(CORPUS, PAPER, "initiatives.csv")
CLAIMS = study_file(CORPUS, PAPER, "claims.yaml")
MODEL = folder_digest(PROJECT / "model/en_defatlas")  # a rule that parses takes it as a param


wildcard_constraints:
    shard=r"\d{3}",


def shard_files(wildcards):
    """The files of a shard that Snakemake can watch; the others are rejected by the job."""
    return [str(CORPUS / path) for path in SHARDS[wildcards.shard] if is_readable_file(CORPUS / path)]


def lexicon(name):
    """The lexicon of a name: the corpus folder's own, else the embedded one."""
    return str(study_file(CORPUS, EMBEDDED, f"lexicons/{name}.yaml"))


def codebook_files(wildcards):
    """The framework files."""
    return sorted(str(path) for path in CODEBOOK.glob("*.yaml"))


def coding_files(wildcards):
    """The published codings by people."""
    return sorted(str(path) for path in CODINGS.glob("*.csv"))


def _shown(kind, name, path, caption):
    """A figure or table of the report, with its caption and a heading for its name."""
    label = name.replace("_", " ").capitalize()
    return report(path, category=f"{kind.capitalize()}s", caption=f"../report/{caption}.rst", labels={kind: label})


def figures_shown(names):
    """The figures that the report shows, each with its own caption."""
    return [_shown("figure", name, f"{RESULTS}/figures/{name}.svg", f"figures/{name}") for name in names]


def figures_printed(names):
    """All other files of figures: as PDF and PNG, and of the width of one column."""
    every = [f"{stem}.{ending}" for stem in stems(names) for ending in ("svg", "pdf", "png")]
    return [f"{RESULTS}/figures/{file}" for file in every if file not in {f"{name}.svg" for name in names}]


def tables_shown(names, caption):
    """The tables that the report shows."""
    return [_shown("table", name, f"{RESULTS}/tables/{name}.csv", caption) for name in names]


def published(folder, ending):
    """An input function: the files of an ending that rules write right into a folder, by name; the page shows them."""
    elsewhere = {"checks", "definitions", "documents", "rejected", "rejected_candidates"}  # shown otherwise, or later

    def paths(wildcards):
        outputs = {Path(path) for each in workflow.rules for path in each.output}
        inside = (p for p in outputs if p.parent == Path(folder) and p.suffix == ending and p.stem not in elsewhere)
        return sorted(str(path) for path in inside)

    return paths
