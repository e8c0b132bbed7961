# Statements that tie two concepts, what helps or hinders, and how rarely their literatures meet.


rule extract_links:
    input:
        documents=rules.collect_shards.output.documents,
        passages=rules.collect_shards.output.passages,
        relations=lexicon("relations"),
        factors=lexicon("factors"),
    output:
        links=f"{RESULTS}/links.csv",
        factors=f"{RESULTS}/factors.csv",
        bridging=f"{RESULTS}/bridging.csv",
    log:
        f"{RESULTS}/logs/extract_links.log",
    conda:
        "../../environment.yml"
    params:
        model=MODEL,
        concepts=config["concepts"],
        links=config["links"],
        bootstrap=config["bootstrap"],
        seed=config["seed"],
        code=code_digest("links", "concepts", "definitions", "documents", "language", "coding"),
    script:
        "../../scripts/extract_links.py"
