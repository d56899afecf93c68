from __future__ import annotations

import time

import pytest

from gnv.intake.texts import concerns, folded, has_personal_number, word
from gnv.tabular.cells import Cell


def test_folding_joins_what_only_case_and_spaces_tell_apart() -> None:
    assert folded("  Hedens\t HEMTJÄNST ") == "hedens hemtjänst"


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#SAKNAS!", "#VÄRDEFEL!", "#NAME?", "#DIVISION/0!"])
def test_a_spreadsheets_error_is_no_word(cell: Cell) -> None:
    with pytest.raises(ValueError, match="felvärde"):
        word(cell, 99)
    assert word("#1 Exempelenhet", 99) == "#1 Exempelenhet"


@pytest.mark.parametrize(
    "said",
    [
        "Ring chefen, 19121212-1212.",
        "121212-1212",
        "121212+1212",
        "191212121212",
        "1212121212",
        "19121212 1212",
        "121212 – 1212",
        "121212–1212",
        "121272-1219",  # a coordination number
        "(850101-1234)",  # a wrong check digit is a slip of the pen
        "nr850709-9805och",
    ],
)
def test_a_personal_identity_number_is_seen(said: str) -> None:
    assert has_personal_number(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ring 070-123 45 67 eller 0701-23 45 67.",
        "Ring 0701234567.",
        "+46 70 123 45 67, +46701234567",
        "023-49 00 00, 023490000",
        "organisationsnummer 232100-0180 och 556016-0680",
        "5560160680",
        "dnr 2025-123456, 20251301-1234",
        "perioden 2025-01-01–2025-12-31",
        "perioden 20250101-20251231",
        "mellan 250101-250630",
        "1234567890123456",
        "0,4567890123",
        "bankgiro 5050-1055, plusgiro 12 34 56-7",
        "",
    ],
)
def test_other_numbers_are_no_personal_identity_numbers(said: str) -> None:
    assert not has_personal_number(said)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("se 19121212-1212", "personnummer"),
        ("Fråga anna.andersson@example.org.", "e-postadress"),
        ("=1+1", "likhetstecken"),
        ("<script>alert(1)</script>", "kod för webbsidor"),
        ("< / SCRIPT >", "kod för webbsidor"),
        ("<img src=x onerror=alert(1)>", "kod för webbsidor"),
        ("[x](javascript:alert(1))", "kod för webbsidor"),
    ],
)
def test_a_text_that_ought_to_be_looked_at_is_told_once(said: str, says: str) -> None:
    ((message, remedy),) = concerns(said)
    assert says in message
    assert remedy.endswith(".")


@pytest.mark.parametrize("said", ["bra", "a < b och c > d", "<3", "1 = 1", "-5 % +3 @kl"])
def test_plain_text_is_of_no_concern(said: str) -> None:
    assert not list(concerns(said))


@pytest.mark.parametrize(
    "said", ["<" + " " * 1998 + "x", "a@" * 1000, "<" * 2000, "< " * 1000, "1" * 2000, "12-" * 666]
)
def test_no_text_takes_long_to_look_through(said: str) -> None:
    started = time.process_time()
    list(concerns(said))
    assert time.process_time() - started < 0.1
