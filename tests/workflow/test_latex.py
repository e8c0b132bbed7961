"""The LaTeX tables of a study paste into a paper."""

from latex_documents import needs_latex, typeset


@needs_latex
def test_every_table_of_a_study_is_set_inside_the_margins(pile_run, tmp_path):
    tables = sorted((pile_run.results / "tables").glob("*.tex"))
    assert {table.stem for table in tables} == {table.stem for table in (pile_run.results / "tables").glob("*.csv")}
    problems, text = typeset(tmp_path, tables)
    assert not problems, "\n".join(problems)
    assert "Statements that name both sides" in text
