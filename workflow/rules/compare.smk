# Comparison tables for a paper.

TABLES = ["definitions_by_concept", "dimensions", "heterogeneity", "groups", "initiatives", "initiatives_by_level"]


rule write_tables:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        heterogeneity=rules.measure_heterogeneity.output.heterogeneity,
        clusters=rules.group_definitions.output.clusters,
        initiatives=str(INITIATIVES),
        codebook=codebook_files,
    output:
        report(
            expand(f"{RESULTS}/tables/{{table}}.csv", table=TABLES),
            category="Tables",
            caption="../report/tables.rst",
        ),
        expand(f"{RESULTS}/tables/{{table}}.{{ending}}", table=TABLES, ending=["md", "tex"]),
    log:
        f"{RESULTS}/logs/write_tables.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concept=config["concept"],
        code=code_digest("comparison", "table_files", "coding"),
    script:
        "../../scripts/write_tables.py"
