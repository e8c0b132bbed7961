"""corrections.csv is read; whatever is wrong in it is named with its line, its column and what can stand there."""

from pathlib import Path

import pytest
from defatlas.corrections import Correction, CorrectionsError, find_problems, read_corrections

HEADING = "definition_id,action,value,reason,who,date\n"
ID, OTHER = "0123456789ab", "ba9876543210"


def written(folder: Path, text: str) -> Path:
    path = folder / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_that_is_not_there_holds_no_corrections(tmp_path):
    assert read_corrections(tmp_path / "corrections.csv") == []


def test_rows_are_read_with_their_lines(tmp_path):
    path = written(
        tmp_path,
        f"\ufeff{HEADING}"
        f'{ID},reject,,"it names\none town",Ada,2024-03-31\n'
        ",,,,,\n"
        f'{ID}, edit ,"definiens: a city,  with lamps",cut off,Ada  Ferry,2024-02-29\n'
        "ferry2001,merge,lamps-01234567,one book,Ada,2024-03-31\n",
    )
    assert read_corrections(path) == [
        Correction(2, ID, "reject", "", "it names one town", "Ada", "2024-03-31"),
        Correction(5, ID, "edit", "definiens: a city,  with lamps", "cut off", "Ada Ferry", "2024-02-29"),
        Correction(6, "ferry2001", "merge", "lamps-01234567", "one book", "Ada", "2024-03-31"),
    ]
    assert [c.of_document for c in read_corrections(path)] == [False, False, True]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",reject,,why,Ada,2024-03-31", "definition_id is empty"),
        (f"{ID},rejct,,why,Ada,2024-03-31", "action is 'rejct'; did you mean \"reject\"?"),
        (f"{ID},delete it,,why,Ada,2024-03-31", "it can be one of: accept, edit, merge, recode, reject, split"),
        (f"{ID},reject,,,Ada,2024-03-31", "reason is empty; say why"),
        (f"{ID},reject,,why,,2024-03-31", "who is empty; say who corrects"),
        (f"{ID},reject,,why,Ada,31.3.2024", "date is '31.3.2024'; write it like 2024-03-31"),
        (f"{ID},reject,,why,Ada,2023-02-29", "date is '2023-02-29'"),
        (f"{ID},reject,,why,Ada,20240331", "date is '20240331'"),
        (f"{ID},reject,yes,why,Ada,2024-03-31", "value is 'yes', but reject takes none"),
        (f"{ID},edit,a city,why,Ada,2024-03-31", "value is 'a city'; write `definiens: exact words"),
        (f"{ID},edit,definiens: ,why,Ada,2024-03-31", "write `definiens: exact words"),
        (f"{ID},merge,,why,Ada,2024-03-31", "merge takes the id of another definition"),
        (f"{ID},merge,ferry2001,why,Ada,2024-03-31", "merge takes the id of another definition"),
        (f"{ID},merge,{ID},why,Ada,2024-03-31", "value is the id itself"),
        (f"ferry2001,merge,{ID},why,Ada,2024-03-31", "another document for a document"),
        (f"{ID},recode,traits/devices,why,Ada,2024-03-31", "write `+framework/dimension` to add a code"),
        (f"{ID},recode,+devices,why,Ada,2024-03-31", "write `+framework/dimension`"),
        ("ferry2001,reject,,why,Ada,2024-03-31", "action reject corrects definitions"),
        ("1.23E+11,reject,,why,Ada,2024-03-31", "a number made by a spreadsheet program"),
        (f"{ID},reject,,why,Ada", "the row has not 6 cells"),
        (f"{ID},reject,,why, not why,Ada,2024-03-31", "put cells that hold commas into double quotes"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_remedy(tmp_path, row, message):
    path = written(tmp_path, f"{HEADING}{OTHER},accept,,it defines,Ada,2024-03-31\n{row}\n")
    problems = list(find_problems(path))
    assert [line for line, _ in problems][:1] == [3]
    assert message in problems[0][1]
    with pytest.raises(CorrectionsError) as raised:
        read_corrections(path)
    assert str(raised.value) == f"corrections.csv, line 3: {problems[0][1]}"


def test_every_fault_is_found_in_one_go(tmp_path):
    path = written(tmp_path, f"{HEADING}{ID},rejct,,,,never\n{ID},merge,{ID},why,Ada,2024-03-31\n")
    assert [line for line, _ in find_problems(path)] == [2, 2, 2, 2, 3]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the columns are none; they must be definition_id, action, value"),
        (HEADING.replace(",", ";").encode(), "separated by commas"),
        (HEADING.encode() + b"x,reject,,\xe9t\xe9,Ada,2024-03-31\n", "not UTF-8; save it as CSV in UTF-8"),
        (HEADING.encode() + b'x,reject,,"why"s,Ada,2024-03-31\n', "no CSV"),
    ],
)
def test_a_file_that_is_no_table_of_corrections(tmp_path, content, message):
    path = tmp_path / "corrections.csv"
    path.write_bytes(content)
    with pytest.raises(CorrectionsError, match="line 1") as raised:
        read_corrections(path)
    assert message in str(raised.value)
