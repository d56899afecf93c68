from __future__ import annotations

import datetime as dt

import pytest

from gnv.activities import fields
from gnv.activities.form import State
from gnv.intake.choices import Principal
from gnv.strategy import Strategy
from gnv.tabular.cells import Cell

KOMMUN, REGION = Principal


@pytest.mark.parametrize(
    ("cell", "goals"),
    [
        ("1", (1,)),
        (3, (3,)),
        ("3.0", (3,)),
        ("1, 3", (1, 3)),
        ("3;1", (1, 3)),
        ("1 och 3", (1, 3)),
        ("1\n3", (1, 3)),
        ("1/3", (1, 3)),
        ("1 & 3", (1, 3)),
        (1.3, (1, 3)),  # what a spreadsheet makes of 1,3
        ("1.3", (1, 3)),
        ("5, 1, 5,", (1, 5)),
        ("Nära för mig", (1,)),
        ("Nära för mig, NÄRA TILL HÄLSA", (1, 5)),
        ("1. Nära för mig; 3. Nära i hela Dalarna", (1, 3)),
        ("Delmål 1 och 2 samt 4", (1, 2, 4)),
        ("alla", (1, 2, 3, 4, 5)),
        ("Samtliga delmål", (1, 2, 3, 4, 5)),
        (None, ()),
        (" ", ()),
    ],
)
def test_several_sub_goals_stand_in_one_cell(cell: Cell, goals: tuple[int, ...], strategy: Strategy) -> None:
    assert fields.goals_in(cell, strategy) == goals


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("6", "”6” är inget delmål"),
        ("1, 6", "”6” är inget delmål"),
        ("1, Nära oss", "”Nära oss” är inget delmål"),
        ("1 3", "är inget delmål"),
        (dt.date(2025, 3, 1), "är ett datum"),
        ("2025-03-01", "är ett datum"),
        ("=1", "är en formel"),
        ("1," * 400, "högst 500"),
    ],
)
def test_what_is_no_sub_goal_is_told(cell: Cell, says: str, strategy: Strategy) -> None:
    with pytest.raises(ValueError, match=says):
        fields.goals_in(cell, strategy)


@pytest.mark.parametrize(
    ("cell", "principals"),
    [
        ("kommun", (KOMMUN,)),
        ("Falu kommun", (KOMMUN,)),
        ("Region Dalarna", (REGION,)),
        ("region och kommun", (KOMMUN, REGION)),
        ("Falu kommun, Region Dalarna", (KOMMUN, REGION)),
        ("kommun/region", (KOMMUN, REGION)),
        ("kommun+region", (KOMMUN, REGION)),
        ("Båda", (KOMMUN, REGION)),
        ("Falu kommun och Borlänge kommun", (KOMMUN,)),
        (None, ()),
    ],
)
def test_principals_are_one_or_both(cell: Cell, principals: tuple[Principal, ...]) -> None:
    assert fields.principals_in(cell) == principals


@pytest.mark.parametrize("cell", ["privat", "kommun och privat", 1])
def test_what_is_no_principal_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError, match="är ingen huvudman"):
        fields.principals_in(cell)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("planerad", State.PLANNED),
        ("PÅGÅR", State.ONGOING),
        ("pågående", State.ONGOING),
        ("avslutad", State.DONE),
        ("Klar ", State.DONE),
        ("avbruten", State.STOPPED),
        (None, None),
    ],
)
def test_a_state_is_known_by_its_word_and_its_kin(cell: Cell, state: State | None) -> None:
    assert fields.state_in(cell) is state


@pytest.mark.parametrize("cell", ["kanske", 1, "klar?nej"])
def test_what_is_no_state_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError, match="är inget läge"):
        fields.state_in(cell)


def test_a_title_has_letters_or_digits_and_stands_on_one_line() -> None:
    assert fields.title_in(" Träff\r\n 2 ") == "Träff 2"
    assert fields.title_in("التعاون") == "التعاون"
    with pytest.raises(ValueError, match="varken bokstäver"):
        fields.title_in("– !")
    with pytest.raises(ValueError, match="högst 150"):
        fields.title_in("x" * 151)


@pytest.mark.parametrize(
    ("cell", "said"),
    [("traff-2", "traff-2"), ("Traff-2", "traff-2"), ("gallrad 12", "gallrad 12"), (12, "12"), (None, "")],
)
def test_an_id_is_read_as_exports_write_it(cell: Cell, said: str) -> None:
    assert fields.id_in(cell) == said


@pytest.mark.parametrize("cell", ["träff!", "-", "a--b", "<b>", "../a", "a_b"])
def test_what_cannot_be_an_id_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError, match="kan inte vara ett id"):
        fields.id_in(cell)


@pytest.mark.parametrize(
    "said",
    [
        "Anna Andersson",
        "Anna-Karin Öberg",
        "Enhetschef Anna Andersson",
        "Andersson, Anna",
        "enhetschef Åsa Älgh Ek",
    ],
)
def test_a_persons_name_is_seen(said: str) -> None:
    assert fields.seems_a_person(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "enhetschef hemtjänsten",
        "Enhetschef Hemtjänsten",
        "Medicinskt Ansvarig Sjuksköterska",
        "Socialtjänsten i Falun",
        "Region Dalarna, Hälso- och Sjukvården",
        "RSS Dalarna",
        "Vårdcentralen Norslund",
        "Falu Kommun",
        "MAS",
        "Utvecklingsledare",
    ],
)
def test_a_function_is_no_person(said: str) -> None:
    assert not fields.seems_a_person(said)
