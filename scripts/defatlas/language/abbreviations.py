"""Abbreviations of scholarly prose, by what may follow them.

The lists are our own, drawn up from the citation and cross-reference habits of
research papers. Entries are lower case, with their full stop.
"""

from __future__ import annotations

# Never the end of a sentence, and no English word without the full stop: one token.
NEVER_FINAL: frozenset[str] = frozenset(
    """
    e.g. i.e. cf. viz. vs. al. resp. approx. ca. esp. incl. excl. w.r.t.
    figs. eq. eqs. eqn. eqns. sect. secs. chap. chaps. appx.
    pp. vol. vols. nos. nr. paras. eds. edn. refs. fol. fols. ibid.
    dr. prof. mr. mrs. ms. messrs. capt. sgt. lt.
    dept. univ. assoc. proc. symp. intl. natl. acad. publ.
    """.split()
)

# One token that may also close a sentence: the parser decides, or the case of the next word.
MAYBE_FINAL: frozenset[str] = frozenset(
    """
    etc. inc. ltd. co. corp. llc. plc. jr. sr. ph.d. m.sc. b.sc. m.a. b.a. m.d. d.phil.
    u.s. u.k. e.u. u.n. u.s.a. a.m. p.m. a.d. b.c. n.d. s.l. jan. feb. aug. sept. oct. nov. st.
    """.split()
)

# Also words, letters or ends of sentences ("There was no."): the full stop is a token of its own,
# and the sentence goes on only when a number, a bracket or a small letter follows.
BEFORE_NUMBERS: frozenset[str] = frozenset(
    """
    fig sec tab app ref prop thm lem def cor ex no art par para ch pt vol issue p pp l ll n nn
    v eq chap sect box col row item ed rev st dec mar jun jul apr sep c
    """.split()
)
