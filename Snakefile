"""defatlas: an analysis of N definitions, from a folder of literature to tables, figures and one page."""

from snakemake.utils import min_version

min_version("9.20")


configfile: f"{workflow.basedir}/config/config.yaml"


report: "workflow/report/study.rst"


include: "workflow/rules/study.smk"
include: "workflow/rules/ingest.smk"
include: "workflow/rules/extract.smk"
include: "workflow/rules/lineage.smk"
include: "workflow/rules/flow.smk"
include: "workflow/rules/links.smk"
include: "workflow/rules/initiatives.smk"
include: "workflow/rules/analyse.smk"
include: "workflow/rules/compare.smk"
include: "workflow/rules/claims.smk"
include: "workflow/rules/render.smk"
include: "workflow/rules/notebooks.smk"
include: "workflow/rules/check.smk"


rule all:
    default_target: True
    input:
        f"{RESULTS}/checks.csv",
        f"{RESULTS}/manifest.json",
        f"{RESULTS}/claims.csv",
        f"{RESULTS}/atlas.html",
        f"{RESULTS}/notebooks/heterogeneous_corpus.md",
        f"{RESULTS}/notebooks/smart_cities_and_clusters.md",
        f"{RESULTS}/methods.md",
