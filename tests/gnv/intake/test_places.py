from __future__ import annotations

import re

import pytest

from gnv.areas import Areas
from gnv.intake.places import Places
from gnv.tabular.cells import Cell


@pytest.fixture(scope="module")
def places(areas: Areas) -> Places:
    return Places(areas)


def test_every_one_of_the_fifteen_and_the_region_is_known_by_code_and_name(
    places: Places, areas: Areas
) -> None:
    for code in (*areas.dalarna, "0020"):
        assert places.of_code(code) == places.of_name(areas.name(code)) == code


@pytest.mark.parametrize(
    ("cell", "code"), [(20, "0020"), ("20", "0020"), (2080.0, "2080"), ("'2080", "2080")]
)
def test_a_code_is_read_as_spreadsheets_leave_it(places: Places, cell: Cell, code: str) -> None:
    assert places.of_code(cell) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("FALUN", "2080"),
        (" Falu kommun", "2080"),
        ("hela  Länet", "0020"),
        ("Faluns kommun", "2080"),
        ("Malung-Sälen", "2023"),
        ("Malung - Sälens kommun", "2023"),
        ("Alvdalens kommun", "2039"),
        ("Sa\u0308ter", "2082"),
        ("Region  Dalarna", "0020"),
    ],
)
def test_a_name_is_known_as_people_write_it(places: Places, name: str, code: str) -> None:
    assert places.of_name(name) == code


@pytest.mark.parametrize("cell", ["2080", 2080, 2080.0, 20])
def test_a_code_in_the_column_of_names_is_understood(places: Places, cell: Cell) -> None:
    assert places.of_name(cell) == ("0020" if cell == 20 else "2080")


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_an_empty_cell_is_no_place(places: Places, cell: Cell) -> None:
    assert places.of_code(cell) == places.of_name(cell) == ""


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("9999", "9999 är ingen kommunkod."),
        ("0180", "Stockholm (0180) ligger inte i Dalarna."),
        ("0000", "Riket (0000) är inte en kommun i Dalarna."),
        ("0001", "Region Stockholm (0001) är inte en kommun i Dalarna."),
        ("Falun", "”Falun” är inte en kod med 4 siffror."),
        ("20800", "”20800” är inte en kod med 4 siffror."),
        ("=A1", "”=A1” är en formel utan sparat värde."),
    ],
)
def test_a_code_that_is_not_the_countys_is_told_in_its_own_words(
    places: Places, cell: Cell, says: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        places.of_code(cell)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("Bjursås", "”Bjursås” är ingen kommun."),
        ("Fallun", "”Fallun” är ingen kommun. Menas Falun?"),
        ("Smedjebaken", "”Smedjebaken” är ingen kommun. Menas Smedjebacken?"),
        ("Uppsala", "Uppsala (0380) ligger inte i Dalarna."),
        ("Region Gävleborg", "Region Gävleborg (0021) är inte en kommun i Dalarna."),
        ("0380", "Uppsala (0380) ligger inte i Dalarna."),
        ("=Falun", "”=Falun” är en formel utan sparat värde."),
        ("#REF!", "”#REF!” är ett felvärde från kalkylbladet."),
    ],
)
def test_a_name_that_is_not_the_countys_is_told_in_its_own_words(
    places: Places, cell: Cell, says: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        places.of_name(cell)


def test_a_name_of_any_length_is_refused_briefly(places: Places) -> None:
    with pytest.raises(ValueError, match="högst 80") as caught:
        places.of_name("Falun" * 900)
    assert len(str(caught.value)) < 100
