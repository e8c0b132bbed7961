"""From claims.yaml to verdicts: each claim names a statistic, the thresholds of its rule, and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from defatlas.claims import case_claims, definition_claims, history_claims, link_claims
from defatlas.claims.study import Finding, NotTestableError, Statistic, Study
from defatlas.configuration import nearest

STATISTICS: dict[str, Statistic] = {
    **history_claims.STATISTICS,
    **definition_claims.STATISTICS,
    **link_claims.STATISTICS,
    **case_claims.STATISTICS,
}


class ClaimsError(ValueError):
    """claims.yaml cannot be used; the message names the claim and the remedy."""


def read_claims(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """Return the key of the paper and its claims.

    Raises:
        ClaimsError: for a file that is no such list, or a statistic that nobody has written.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        source, claims = str(content["source"]), list(content["claims"])
        names = [(str(claim["claim_id"]), str(claim["statistic"]["name"])) for claim in claims]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise ClaimsError(f"{path.name} is not a list of claims ({error}); run make corpus-check") from None
    for claim_id, name in names:
        if name not in STATISTICS:
            raise ClaimsError(f"{path.name}: claim {claim_id} names the statistic {name!r}{nearest(name, STATISTICS)}")
    return source, claims


def weigh(study: Study, claim: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of a claim in claims.csv.

    Raises:
        ClaimsError: when its rule lacks a threshold.
    """
    try:
        finding = STATISTICS[claim["statistic"]["name"]](study, claim["thresholds"])
    except NotTestableError as reason:
        finding = Finding("not testable", None, None, 0, str(reason), ())
    except KeyError as error:
        raise ClaimsError(f"claims.yaml: {claim['claim_id']} lacks the threshold {error}") from None
    return {
        "claim_id": claim["claim_id"],
        "claim": claim["claim"],
        "section": claim["section"],
        "basis": claim["basis"],
        "statistic": claim["statistic"]["name"],
        "value": finding.value,
        "interval": f"{finding.interval[0]:.3f}–{finding.interval[1]:.3f}" if finding.interval else "",
        "n": finding.n,
        "verdict": finding.verdict,
        "found": finding.found,
        "rule": _rule(claim["rule"], finding),
        "evidence": "; ".join(finding.evidence),
    }


def _rule(rule: Mapping[str, str], finding: Finding) -> str:
    """The condition that was met, or that nothing was."""
    if finding.verdict in rule:
        return rule[finding.verdict]
    return "Neither condition is met." if finding.n else rule["not_testable"]
