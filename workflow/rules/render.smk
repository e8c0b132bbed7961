# What people look at.

FIGURES = ["timeline", "dimensions", "heterogeneity", "heat_map", "map", "initiatives"]


rule draw_figures:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        clusters=rules.group_definitions.output.clusters,
        grouping=rules.group_definitions.output.grouping,
        heterogeneity=rules.measure_heterogeneity.output.heterogeneity,
        initiatives=str(INITIATIVES),
        codebook=codebook_files,
    output:
        figures_shown(FIGURES),
        figures_printed(FIGURES),
    log:
        f"{RESULTS}/logs/draw_figures.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concepts=[config["concept"], config["reference"]],
        framework=config["framework"],
        bootstrap=config["bootstrap"],
        seed=config["seed"],
        code=code_digest("figures", "analysis", "coding", "schemas/initiatives"),
    script:
        "../../scripts/draw_figures.py"


ANALYSIS_FIGURES = [
    "specification_curve",
    "consensus_matrix",
    "consensus_tree",
    "rarefaction",
    "co_occurrence",
    "differences",
    "emergence",
]
ANALYSIS_TABLES = ["group_terms", "co_occurrence"]


rule draw_analysis:
    input:
        changes=rules.compare_definitions.output.changes,
        emergence=rules.compare_definitions.output.emergence,
        clusters=rules.group_definitions.output.clusters,
        grouping=rules.group_definitions.output.grouping,
        specifications=rules.group_definitions.output.specifications,
        consensus=rules.group_definitions.output.consensus,
        group_terms=rules.group_definitions.output.group_terms,
        rarefaction=rules.measure_heterogeneity.output.rarefaction,
        co_occurrence=rules.measure_heterogeneity.output.co_occurrence,
        codebook=codebook_files,
    output:
        figures=figures_shown(ANALYSIS_FIGURES),
        printed=figures_printed(ANALYSIS_FIGURES),
        tables=tables_shown(ANALYSIS_TABLES, "tables"),
        table_files=expand(f"{RESULTS}/tables/{{table}}.{{ending}}", table=ANALYSIS_TABLES, ending=["md", "tex"]),
    log:
        f"{RESULTS}/logs/draw_analysis.log",
    priority: 1  # others wait for it
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concept=config["concept"],
        framework=config["framework"],
        code=code_digest("figures", "coding", "table_files"),
    script:
        "../../scripts/draw_analysis.py"


rule build_atlas:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        passages=rules.collect_shards.output.passages,
        rejected=rules.collect_shards.output.rejected,
        codes=rules.code_definitions.output.codes,
        clusters=rules.group_definitions.output.clusters,
        grouping=rules.group_definitions.output.grouping,
        heterogeneity=rules.measure_heterogeneity.output.heterogeneity,
        rejected_candidates=rules.trace_lineage.output.rejected_candidates,
        initiatives=str(INITIATIVES),
        figures=published(f"{RESULTS}/figures", ".svg"),
        tables=lambda wildcards: [
            *published(f"{RESULTS}/tables", ".csv")(wildcards),
            *published(RESULTS, ".csv")(wildcards),
        ],
        codebook=codebook_files,
    output:
        atlas=report(f"{RESULTS}/atlas.html", category="Atlas", caption="../report/atlas.rst", labels={"page": "Atlas"}),
    log:
        f"{RESULTS}/logs/build_atlas.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concept=config["concept"],
        captions=str(PROJECT / "workflow/report/figures"),
        said=folder_digest(PROJECT / "workflow/report/figures"),
        code=code_digest("lineage", "atlas", "analysis", "coding", "schemas/initiatives", "figures/widths"),
    script:
        "../../scripts/build_atlas.py"
