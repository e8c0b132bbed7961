"""What came first: the words by which a sentence says that a cluster grew out of a smart city, or the reverse."""

from __future__ import annotations

import re

CLUSTER_FIRST, CITY_FIRST, BOTH = "cluster_first", "city_first", "both"
_CREATED = (
    r"(?:created|founded|established|launched|set up|formed|initiated|started|born|built|conceived|designed|"
    r"brought into being|inaugurated)"
)
_LATER = (
    r"(?:at a later (?:stage|point|date)|in a (?:later|second) (?:stage|step|phase)|"
    r"(?:only )?later(?: on)?|subsequently|"
    r"afterwards|eventually|in time|only then|over time|years later|(?:only|not until|not before|"
    r"since) (?:in |after )?(?:19|20)\d\d)"
)
_EARLIER = (
    r"(?:initial(?:ly)?|original(?:ly)?|first(?:ly)?|at first|at the outset|in the beginning|began as|"
    r"started (?:out )?as|"
    r"began with|primary|primarily)"
)
_GREW = (
    r"(?:grew|grows|grown|emerged|emerges|arose|evolved|resulted|results|developed|stems|stemmed|"
    r"originated|originates|"
    r"spun off|sprang|sprung|came) (?:\w+ )?(?:out of|from|within)"
)
_THING = r"(?:[\w’'-]+\s+){0,4}"


class OriginReader:
    """Reads the origin that a stretch of text states of the initiatives it speaks of."""

    def __init__(self, city: re.Pattern[str]) -> None:
        """Prepare for the expression of the concept that may have come first, the smart city."""
        self._city = city
        term = rf"(?:{city.pattern})"
        rules = (
            # named after, or made for, the smart city
            (
                CITY_FIRST,
                rf"\b{_CREATED}\b(?:\s+[\w’'-]+){{0,4}}?\s+(?:for|to|as (?:an? )?(?:[\w-]+ )?(?:part|pillar|"
                rf"component|element|arm|instrument|flagship) of|within|"
                rf"in the (?:framework|context|course) of|under|"
                rf"in support of|with the (?:[\w-]+ )?(?:idea|aim|purpose|goal|objective|mission) (?:of|to))\s+"
                rf"(?:[\w’'&()-]+[\s,]+){{0,10}}?{term}",
            ),
            (CITY_FIRST, rf"\bowe[sd]? (?:its|their) [\w-]+ to\s+{_THING}{term}"),
            (CITY_FIRST, rf"\b{_GREW}\s+{_THING}{term}"),
            (
                CITY_FIRST,
                rf"{term}\s+{_THING}(?:gave (?:rise|birth) to|led to the (?:creation|founding) of|spawned|"
                rf"prompted)\b",
            ),
            (CITY_FIRST, rf"\b(?:spin-off|offshoot|outgrowth|result|product|child) of\s+{_THING}{term}"),
            # the smart city came in later, or is a further aim only
            (CLUSTER_FIRST, rf"\b{_LATER}\b[^.;]{{0,90}}?{term}"),
            (CLUSTER_FIRST, rf"{term}[^.;]{{0,60}}?\b(?:was added|came in|were added|joined)?\s*{_LATER}\b"),
            (
                CLUSTER_FIRST,
                rf"{term}[^.;]{{0,120}}?\b(?:only|merely|just|rather|no more than)?\s*(?:as |being |is |"
                rf"are |remains? )*(?:only |merely |just )?"
                rf"(?:a |an |its |their )?(?:secondary|ultimate|subordinate|side|further|additional|second|minor) "
                rf"(?:objective|goal|aim|purpose|concern|interest|matter)\b",
            ),
            (
                CLUSTER_FIRST,
                rf"\b{_EARLIER}\b[^.;]{{0,160}}?\b(?:then|later|before|now|today|since|but)\b[^.;]{{0,80}}?"
                rf"(?:turn|mov|expand|exten|shift|branch|open|widen|tak|add|embrac|adopt)\w*[^.;]{{0,50}}?{term}",
            ),
            (CLUSTER_FIRST, rf"\b(?:predates?|pre-dates?|older than|existed (?:long |well )?before)\s+{_THING}{term}"),
            (BOTH, r"\bboth (?:approaches|directions|ways|options|patterns|views|logics|models|paths|origins)\b"),
            (BOTH, r"\b(?:in either direction|two-way|bidirectional|works both ways|went hand in hand)\b"),
        )
        self._rules = [(value, re.compile(pattern, re.IGNORECASE)) for value, pattern in rules]

    def may_say(self, text: str) -> bool:
        """Tell whether a text may say anything of origins: it names the city, or both ways."""
        return self._city.search(text) is not None or any(rule.search(text) for v, rule in self._rules if v == BOTH)

    def __call__(self, text: str) -> tuple[str, int, int] | None:
        """Return the origin that a stretch states, and where; None when it states none.

        What came later outweighs what it was made for: "made for trade, and only later for the smart city".
        """
        found = [(value, match) for value, rule in self._rules for match in [rule.search(text)] if match]
        if not found:
            return None
        values = {value for value, _ in found}
        chosen = CLUSTER_FIRST if CLUSTER_FIRST in values else BOTH if BOTH in values else CITY_FIRST
        match = next(match for value, match in found if value == chosen)
        return chosen, match.start(), match.end()
