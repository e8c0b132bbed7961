"""Authors as "Family, Given", from every way in which exports write them."""

import pytest
from defatlas.documents.records.names import person, split_names, split_run_together


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Lima,Ana B.", "Lima, Ana B."),
        ("Ana B. Lima", "Lima, Ana B."),
        ("Lima A.B.", "Lima, A.B."),
        ("Lima AB", "Lima, AB"),
        ("De Souza Lima A", "De Souza Lima, A"),
        ("A. Lima", "Lima, A."),
        ("J. -P. Lima", "Lima, J.-P."),
        ("Ludwig van der Berg", "van der Berg, Ludwig"),
        ("Lima, Ana (57202138757)", "Lima, Ana"),
        ("Prof. Dr. Ana Lima", "Lima, Ana"),
        ("Lima, Ana, III", "Lima, Ana, III"),
        ("World Lamp Organization", "World Lamp Organization"),
        ("Lamplighters,", "Lamplighters"),
        ("[No author name available]", ""),
        ("et al.", ""),
        ("others", ""),
        ("Plato", "Plato"),
        ("李 小明", "李, 小明"),
        ("김 철수", "김, 철수"),
        ("やまだ 太郎", "やまだ, 太郎"),
        ("李明", "李明"),
        ("דנה לוי", "לוי, דנה"),
        ("नीना राव", "राव, नीना"),
        ("Дмитрий Осипов", "Осипов, Дмитрий"),
        ("Осипов Д.А.", "Осипов, Д.А."),
        ("", ""),
    ],
)
def test_a_name_has_its_family_name_first(written: str, expected: str) -> None:
    assert person(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Lima, Ana; Ode, Bo", ["Lima, Ana", "Ode, Bo"]),
        ("Lima A.B., Ode B.", ["Lima, A.B.", "Ode, B."]),
        ("Lima A, Ode B", ["Lima, A", "Ode, B"]),
        ("Lima, A., Ode, B.", ["Lima, A.", "Ode, B."]),
        ("Ana Lima, Bo Ode and Cy Roe", ["Lima, Ana", "Ode, Bo", "Roe, Cy"]),
        ("Lima, Ana and Ode, Bo", ["Lima, Ana", "Ode, Bo"]),
        ("Lima, Ana", ["Lima, Ana"]),
        ("Ana Lima|Bo Ode", ["Lima, Ana", "Ode, Bo"]),
        ("李明,王芳,张伟,刘洋", ["李明", "王芳", "张伟", "刘洋"]),
        ("李明,王芳,张伟", ["李明", "王芳", "张伟"]),
        ("李, 明", ["李, 明"]),
        ("Department of Lamps and Lights", ["Department of Lamps and Lights"]),
    ],
)
def test_a_list_of_names_is_split(written: str, expected: list[str]) -> None:
    assert [person(name) for name in split_names(written)] == expected


def test_names_with_nothing_between_them_are_split_but_not_within_a_name() -> None:
    written = "Ana B. LimaBo McKayProf. Cy DeVries"
    assert [person(name) for name in split_run_together(written)] == ["Lima, Ana B.", "McKay, Bo", "DeVries, Cy"]
