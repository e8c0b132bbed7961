# People's corrections, and who takes whose definition.


rule trace_lineage:
    input:
        documents=rules.collect_shards.output.documents,
        duplicates=rules.collect_shards.output.duplicates,
        passages=rules.collect_shards.output.passages,
        candidates=rules.collect_shards.output.candidates,
        corrections=[str(CORRECTIONS_FILE)] if CORRECTIONS_FILE.exists() else [],
        codebook=codebook_files if any(c.action == "recode" for c in CORRECTIONS) else [],
    output:
        definitions=f"{RESULTS}/definitions.parquet",
        definitions_csv=report(
            f"{RESULTS}/definitions.csv",
            category="Definitions",
            caption="../report/definitions.rst",
            labels={"table": "All definitions"},
        ),
        rejected_candidates=f"{RESULTS}/rejected_candidates.csv",
        corrections=f"{RESULTS}/corrections.csv",
        families=f"{RESULTS}/families.csv",
        inheritance=f"{RESULTS}/inheritance.csv",
        uses=f"{RESULTS}/uses.csv",
    log:
        f"{RESULTS}/logs/trace_lineage.log",
    conda:
        "../../environment.yml"
    params:
        corrections=lambda wildcards: str(CORRECTIONS_FILE),
        concepts=config["concepts"],
        code=code_digest("lineage", "corrections", "concepts", "definitions"),
    script:
        "../../scripts/trace_lineage.py"


LINEAGE_TABLES = ["effective_numbers", "families", "ancestors", "never_defined"]


rule show_lineage:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        families=rules.trace_lineage.output.families,
        inheritance=rules.trace_lineage.output.inheritance,
        uses=rules.trace_lineage.output.uses,
    output:
        tables=tables_shown(LINEAGE_TABLES, "lineage_tables"),
        table_files=expand(f"{RESULTS}/tables/{{table}}.{{ending}}", table=LINEAGE_TABLES, ending=["md", "tex"]),
        figure=figures_shown(["lineage"]),
        figure_files=figures_printed(["lineage"]),
    log:
        f"{RESULTS}/logs/show_lineage.log",
    conda:
        "../../environment.yml"
    params:
        code=code_digest("lineage", "figures", "table_files"),
    script:
        "../../scripts/show_lineage.py"
