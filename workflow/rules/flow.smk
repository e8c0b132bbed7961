# What became of every input, from the folder to the definitions.


rule report_flow:
    input:
        documents=rules.collect_shards.output.documents,
        rejected=rules.collect_shards.output.rejected,
        duplicates=rules.collect_shards.output.duplicates,
        uses=rules.trace_lineage.output.uses,
    output:
        table=report(f"{RESULTS}/tables/flow.csv", category="Tables", caption="../report/flow.rst"),
        tables=expand(f"{RESULTS}/tables/flow.{{ending}}", ending=["md", "tex"]),
        figure=report(f"{RESULTS}/figures/flow.svg", category="Figures", caption="../report/flow.rst"),
        figures=expand(f"{RESULTS}/figures/flow.{{ending}}", ending=["pdf", "png"]),
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
