"""Rows of CSV text: an unclosed quotation mark costs its own row and no other."""

from defatlas.documents.records.separated import Dialect, rows

COMMA = Dialect(",")


def test_cells_may_hold_separators_quotation_marks_and_line_ends() -> None:
    text = 'a,b\n"x, y","he said ""lamp""\nand left"\n\n,\nlast,row\n'
    assert list(rows(text, COMMA, 2)) == [["a", "b"], ["x, y", 'he said "lamp"\nand left'], ["last", "row"]]


def test_an_unclosed_quotation_mark_at_the_end_is_reported_and_the_rows_after_it_are_read() -> None:
    found = list(rows('a,b\n1,"open\n2,two\n3,three\n', COMMA, 2))
    assert found[0] == ["a", "b"]
    assert found[1] == "line 2: a quotation mark in this row is not closed; double it, or take it out"
    assert found[2:] == [["2", "two"], ["3", "three"]]


def test_an_unclosed_quotation_mark_does_not_swallow_rows_up_to_the_next_mark() -> None:
    found = list(rows('a,b\n1,"open\n2,"two"\n3,three\n', COMMA, 2))
    assert [row for row in found if isinstance(row, list)] == [["a", "b"], ["2", "two"], ["3", "three"]]


def test_text_without_quotation_rules_keeps_its_marks() -> None:
    assert list(rows('TI\tAB\n"Smart" town\tAB\n', Dialect("\t", quoted=False))) == [
        ["TI", "AB"],
        ['"Smart" town', "AB"],
    ]


def test_a_file_full_of_unclosed_marks_is_given_up_with_a_reason() -> None:
    found = list(rows("\n".join(['x"y,"open'] + ['"a" b,"open'] * 400), COMMA, 2))
    assert isinstance(found[-1], str) and "and all after it" in found[-1]
    assert len(found) < 200
