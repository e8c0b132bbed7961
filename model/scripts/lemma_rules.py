"""Lemmas as rules: what to do to a form so that it becomes its lemma."""

from __future__ import annotations


def lemma_rule(form: str, lemma: str) -> str:
    """How the lemma is made of the form: lower case or not, characters cut at the end, characters added."""
    low = not (form[:1].isupper() and lemma[:1].isupper())
    base = form.lower() if low else form
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{int(low)}:{len(base) - same}:{lemma[same:]}"


def apply_rule(form: str, rule: str) -> str:
    """The lemma that `rule` makes of `form`; the form itself where the rule cuts too much."""
    low, cut, added = rule.split(":", 2)
    base = form.lower() if low == "1" else form
    return base[: len(base) - int(cut)] + added if int(cut) <= len(base) and (added or int(cut) < len(base)) else form
