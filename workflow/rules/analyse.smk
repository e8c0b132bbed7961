# Codes, heterogeneity, groups.


rule code_definitions:
    input:
        definitions=rules.trace_lineage.output.definitions,
        corrections=rules.trace_lineage.output.corrections,
        codebook=codebook_files,
    output:
        codes=f"{RESULTS}/codes.parquet",
    log:
        f"{RESULTS}/logs/code_definitions.log",
    priority: 1  # others wait for it
    conda:
        "../../environment.yml"
    params:
        model=MODEL,
        codebook=str(CODEBOOK),
        code=code_digest("coding", "language", "lineage"),
    script:
        "../../scripts/code_definitions.py"


rule measure_heterogeneity:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        codebook=codebook_files,
    output:
        heterogeneity=f"{RESULTS}/heterogeneity.json",
        rarefaction=f"{RESULTS}/rarefaction.csv",
        co_occurrence=f"{RESULTS}/co_occurrence.csv",
    log:
        f"{RESULTS}/logs/measure_heterogeneity.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concepts=[config["concept"], config["reference"]],
        framework=config["framework"],
        bootstrap=config["bootstrap"],
        null_draws=config["null_draws"],
        permutations=config["permutations"],
        seed=config["seed"],
        code=code_digest("analysis", "coding"),
    script:
        "../../scripts/measure_heterogeneity.py"


rule group_definitions:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        codebook=codebook_files,
    output:
        clusters=f"{RESULTS}/clusters.parquet",
        grouping=f"{RESULTS}/grouping.json",
        specifications=f"{RESULTS}/specifications.csv",
        consensus=f"{RESULTS}/consensus.parquet",
        group_terms=f"{RESULTS}/group_terms.csv",
    log:
        f"{RESULTS}/logs/group_definitions.log",
    priority: 1  # others wait for it
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concept=config["concept"],
        framework=config["framework"],
        smallest=config["clusters"]["smallest"],
        largest=config["clusters"]["largest"],
        null_draws=config["clusters"]["null_draws"],
        seed=config["seed"],
        model=MODEL,
        pipeline=str(PROJECT / "model/en_defatlas"),
        code=code_digest("analysis", "coding"),
    script:
        "../../scripts/group_definitions.py"


rule measure_agreement:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        codings=coding_files,
        codebook=codebook_files,
    output:
        agreement=f"{RESULTS}/agreement.csv",
        ungrounded=f"{RESULTS}/ungrounded_codes.csv",
        tables=tables_shown(["agreement"], "tables"),
        table_files=expand(f"{RESULTS}/tables/agreement.{{ending}}", ending=["md", "tex"]),
    log:
        f"{RESULTS}/logs/measure_agreement.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concept=config["concept"],
        bootstrap=config["bootstrap"],
        seed=config["seed"],
        code=code_digest("analysis", "coding", "table_files"),
    script:
        "../../scripts/measure_agreement.py"


rule compare_definitions:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        codebook=codebook_files,
    output:
        changes=f"{RESULTS}/changes.csv",
        emergence=f"{RESULTS}/emergence.csv",
        centrality=f"{RESULTS}/centrality.csv",
        working=f"{RESULTS}/working_definition.csv",
        tables=tables_shown(["changes", "working_definition"], "tables"),
        table_files=expand(
            f"{RESULTS}/tables/{{table}}.{{ending}}", table=["changes", "working_definition"], ending=["md", "tex"]
        ),
    log:
        f"{RESULTS}/logs/compare_definitions.log",
    priority: 1  # others wait for it
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        concept=config["concept"],
        framework=config["framework"],
        working_definition=config["working_definition"],
        permutations=config["permutations"],
        bootstrap=config["bootstrap"],
        seed=config["seed"],
        code=code_digest("analysis", "coding", "table_files"),
    script:
        "../../scripts/compare_definitions.py"
