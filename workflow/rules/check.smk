# The results keep their promises, and say what they were made from.


rule check_results:
    input:
        rules.collect_shards.output,
        rules.trace_lineage.output,
        rules.report_flow.output,
        rules.code_definitions.output,
        rules.group_definitions.output,
        rules.mine_initiatives.output,
        rules.build_atlas.output,
    output:
        checks=f"{RESULTS}/checks.csv",
    log:
        f"{RESULTS}/logs/check_results.log",
    conda:
        "../../environment.yml"
    params:
        files=lambda wildcards: FILES,
        code=code_digest("integrity", "flow"),
    script:
        "../../scripts/check_results.py"


rule write_manifest:
    input:
        rules.collect_shards.output,
        rules.trace_lineage.output,
        rules.report_flow.output,
        rules.code_definitions.output,
        rules.measure_heterogeneity.output,
        rules.group_definitions.output,
        rules.weigh_claims.output,
        rules.extract_links.output,
        rules.mine_initiatives.output,
        rules.write_tables.output,
        rules.show_links.output,
        rules.draw_figures.output,
        rules.show_lineage.output,
        rules.measure_agreement.output,
        rules.compare_definitions.output,
        rules.draw_analysis.output,
        rules.build_atlas.output,
        rules.write_methods.output,
        rules.heterogeneous_corpus.output,
        rules.smart_cities_and_clusters.output,
    output:
        manifest=f"{RESULTS}/manifest.json",
    log:
        f"{RESULTS}/logs/write_manifest.log",
    conda:
        "../../environment.yml"
    params:
        corpus=lambda wildcards: str(CORPUS),
        files=lambda wildcards: FILES,
        settings=config,
        code=code_digest("provenance"),
    script:
        "../../scripts/write_manifest.py"
