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
        tables_shown(TABLES, "tables"),
        expand(f"{RESULTS}/tables/{{table}}.{{ending}}", table=TABLES, ending=["md", "tex"]),
    log:
        f"{RESULTS}/logs/write_tables.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concept=config["concept"],
        code=code_digest("comparison", "table_files", "coding", "schemas/initiatives"),
    script:
        "../../scripts/write_tables.py"


LINK_TABLES = [
    "link_directions",
    "links",
    "enablers_obstacles",
    "bridging",
    "definition_codes",
    "frameworks",
    "concepts_compared",
]
LINK_FIGURES = ["eight_factors", "city_states"]


rule show_links:
    input:
        documents=rules.collect_shards.output.documents,
        passages=rules.collect_shards.output.passages,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        links=rules.extract_links.output.links,
        factors=rules.extract_links.output.factors,
        bridging=rules.extract_links.output.bridging,
        factor_list=lexicon("factors"),
        states=lexicon("city_states"),
        codebook=codebook_files,
    output:
        tables=tables_shown(LINK_TABLES, "links"),
        table_files=expand(f"{RESULTS}/tables/{{table}}.{{ending}}", table=LINK_TABLES, ending=["md", "tex"]),
        figures=figures_shown(LINK_FIGURES),
        figure_files=figures_printed(LINK_FIGURES),
    log:
        f"{RESULTS}/logs/show_links.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        sides=list(config["links"]["sides"]),
        concepts=[config["concept"], config["reference"]],
        framework=config["framework"],
        bootstrap=config["bootstrap"],
        seed=config["seed"],
        code=code_digest("links", "comparison", "figures", "table_files", "coding", "analysis", "concepts"),
    script:
        "../../scripts/show_links.py"
