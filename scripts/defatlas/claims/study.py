"""What claims are weighed on: the tables of a run, and shares of definitions with intervals over sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsmodels.stats.multitest import multipletests

from defatlas.analysis.code_matrix import headline_definitions
from defatlas.analysis.heterogeneity import source_weights

Verdict = Literal["supported", "contradicted", "not testable"]
Thresholds = Mapping[str, Any]


class NotTestableError(Exception):
    """The data do not reach a rule's minimum; the message says what is missing."""


@dataclass(frozen=True)
class Finding:
    """What the data say of a claim.

    Attributes:
        verdict: supported, contradicted or not testable.
        value: the statistic; None where it is a list.
        interval: 95 % interval over sources (definitions) or of a proportion (documents), or None.
        n: what it was counted over.
        found: the figures in words.
        evidence: ids of definitions, links, documents or initiatives that it rests on.
    """

    verdict: Verdict
    value: float | None
    interval: tuple[float, float] | None
    n: int
    found: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """A share of definitions, each quotation family counted once, with a percentile bootstrap interval over sources."""

    named: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share."""
        return self.named / self.of if self.of else float("nan")

    def __str__(self) -> str:
        """The share with numerator, denominator and interval."""
        return f"{self.named}/{self.of} ({self.value:.2f}; {self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True)
class Study:
    """The tables of a run.

    Attributes:
        concept, reference: the concept under study and the one it is compared with.
        source: document of the paper whose claims are weighed.
        definitions, documents, codes, initiatives: as in `defatlas.schemas`.
        heterogeneity: entries of heterogeneity.json.
        links, factors: statements that tie the two concepts, and what helps or hinders.
        resamples, seed: of the bootstrap.
    """

    concept: str
    reference: str
    source: str
    definitions: pd.DataFrame
    documents: pd.DataFrame
    codes: pd.DataFrame
    initiatives: pd.DataFrame
    heterogeneity: list[dict[str, Any]]
    links: pd.DataFrame
    factors: pd.DataFrame
    resamples: int
    seed: int

    def headline(self, concept: str) -> pd.DataFrame:
        """Return the definitions of a concept from checked sources with year and source type, in a fixed order."""
        frame = headline_definitions(self.definitions, self.documents, concept)
        frame = frame.merge(self.documents[["document_id", "year", "source_type", "authors"]], on="document_id")
        return frame.sort_values(["document_id", "definition_id"], ignore_index=True)

    def counted(self, concept: str) -> pd.DataFrame:
        """Return the headline definitions with each quotation family counted once, by its earliest member."""
        frame = self.headline(concept).sort_values(["year", "document_id", "definition_id"], na_position="last")
        return frame.drop_duplicates("family_id").sort_values(["document_id", "definition_id"], ignore_index=True)

    def named(self, frame: pd.DataFrame, framework: str, dimensions: Iterable[str]) -> NDArray[np.bool_]:
        """Return n × m: which dimensions of a framework each definition names.

        Raises:
            NotTestableError: when nothing at all was coded on the framework.
        """
        on = self.codes[self.codes["framework"] == framework]
        if on.empty:
            raise NotTestableError(f"nothing was coded on the framework {framework}")
        pairs = set(zip(on["definition_id"], on["dimension"], strict=True))
        wanted = list(dimensions)
        rows = [[(i, d) in pairs for d in wanted] for i in frame["definition_id"]]
        return np.array(rows, dtype=bool).reshape(len(frame), len(wanted))

    def share(self, frame: pd.DataFrame, hit: NDArray[np.bool_]) -> Share:
        """Return the share of rows that are hit, with its interval over sources."""
        if not len(frame):
            return Share(0, 0, float("nan"), float("nan"))
        weights = source_weights(tuple(frame["document_id"]), self.resamples, np.random.default_rng(self.seed))
        total = weights.sum(axis=1)
        drawn = (weights @ hit)[total > 0] / total[total > 0]
        low, high = np.percentile(drawn, [2.5, 97.5])
        return Share(int(hit.sum()), len(frame), float(low), float(high))

    def entry(self, concept: str) -> dict[str, Any]:
        """Return the entry of heterogeneity.json for a concept: of the wording with more definitions.

        Raises:
            NotTestableError: when it was not measured.
        """
        entries = [e for e in self.heterogeneity if e["concept"] == concept and e["verdict"] == "measured"]
        if not entries:
            raise NotTestableError(f"the heterogeneity of {concept} was not measured")
        return max(entries, key=lambda e: (e["definitions"], e["wording"]))


Statistic = Callable[[Study, Thresholds], Finding]


def need(count: int, minimum: int, what: str) -> None:
    """Stop where there is too little.

    Raises:
        NotTestableError: when count is below the minimum.
    """
    if count < minimum:
        raise NotTestableError(f"{count} {what}; {minimum} are needed")


def verdict_of(supported: bool, contradicted: bool) -> Verdict:
    """Return the verdict of the two conditions of a rule; what meets neither is not testable."""
    if supported:
        return "supported"
    return "contradicted" if contradicted else "not testable"


def in_words(code: str) -> str:
    """Return a code such as `city_first` as words."""
    return code.replace("_", " ")


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values corrected for multiplicity by Holm's step-down method."""
    return [float(p) for p in multipletests(p_values, method="holm")[1]] if len(p_values) else []


def any_of(named: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for each row whether it names any dimension."""
    return np.asarray(np.any(named, axis=1), dtype=bool)


def all_of(named: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for each row whether it names every dimension."""
    return np.asarray(np.all(named, axis=1), dtype=bool)


def hits(frame: pd.DataFrame, hit: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return the ids of the definitions that are hit."""
    return tuple(frame.loc[hit, "definition_id"])
