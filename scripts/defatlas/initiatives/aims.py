"""What an initiative aims at: the words of the text behind an aim, objective, goal, purpose or mission."""

from __future__ import annotations

import re

_NOUN = r"(?:aims?|objectives?|goals?|purposes?|missions?|ambitions?|tasks?|targets?|intentions?)"
_AIM = re.compile(
    rf"\b(?:(?:its|whose|their|the|with the|an?) (?:[\w-]+ ){{0,4}}?{_NOUN}(?: of the [\w-]+)?(?: (?:is|are|"
    rf"was|were|has been|consists? in|consist of|"
    rf"lies in|includes?)| of)|aim(?:s|ed|ing)? (?:at|to)|seek(?:s|ing)? to|(?:intended|meant|designed|"
    rf"created|set up|founded|"
    rf"established|launched) (?:in \d{{4}} )?(?:in order )?to|strives? to|wants? to|wish(?:es)? to|sets? out to|"
    rf"promotes? and \w+)\s+(?P<what>[^.;]{{8,400}})",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[\w-]{4,}")


def aim_in(text: str) -> tuple[str, int, int] | None:
    """Return the aim that a stretch states, in its words, and where they stand; None when it states none."""
    for match in _AIM.finditer(text):
        what = match["what"].rstrip(" ,")
        if len(_CONTENT.findall(what)) >= 2:
            return what, match.start("what"), match.start("what") + len(what)
    return None
