# What became of every input, from the folder to the definitions.


rule report_flow:
    input:
        documents=rules.collect_shards.output.documents,
        rejected=rules.collect_shards.output.rejected,
        duplicates=rules.collect_shards.output.duplicates,
        uses=rules.trace_lineage.output.uses,
    output:
        table=tables_shown(["flow"], "figures/flow"),
        tables=expand(f"{RESULTS}/tables/flow.{{ending}}", ending=["md", "tex"]),
        figure=figures_shown(["flow"]),
        figures=figures_printed(["flow"]),
    log:
        f"{RESULTS}/logs/report_flow.log",
    conda:
        "../../environment.yml"
    params:
        files=lambda wildcards: FILES,
        concepts=[config["concept"], config["reference"]],
        code=code_digest("flow", "figures", "table_files", "documents"),
    script:
        "../../scripts/report_flow.py"
