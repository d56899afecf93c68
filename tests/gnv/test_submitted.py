from __future__ import annotations

import dataclasses

import pytest

from gnv import submitted
from gnv.ledger.fallback import Fallback
from gnv.ledger.history import Source, Submission, Upload, Withdrawal
from tests.gnv.assessment.forms import form

WHEN = "2026-11-22T03:22:00+00:00"
GONE = Withdrawal(WHEN, "bidragsgivare@example.org", "En bidragsgivare", "Fel enhet")


def submission(number, name="Granen", *, standing=True, withdrawn=None, replaced=None, **unit):
    return Submission(number, form(name, **unit).unit, replaced, withdrawn, standing and withdrawn is None)


def upload(*submissions, rows=41):
    return Upload(
        1,
        WHEN,
        "bidragsgivare@example.org",
        "En bidragsgivare",
        Source("f.xlsx", "ab" * 32, rows),
        "",
        submissions,
    )


STANDS = submission(1)
REPLACED = submission(2, "Tallen", standing=False, replaced=9)
WITHDRAWN = submission(3, "Eken", withdrawn=GONE, replaced=8)


def test_an_upload_tells_what_it_held_and_replaced():
    said = submitted.upload_text(upload(STANDS, REPLACED, WITHDRAWN, rows=15))
    assert said == "15 rader, 3 verksamheter i 1 kommun, 2025. Ersatte 2 tidigare svar."
    assert submitted.upload_text(upload(STANDS)).endswith("Ersatte inget.")
    assert "Ersatte ett tidigare svar." in submitted.upload_text(upload(REPLACED))


def test_a_unit_that_answers_in_two_rounds_is_one_unit():
    both = upload(submission(1), submission(2, period="2024"))
    assert "1 verksamhet i 1 kommun, 2024 och 2025" in submitted.upload_text(both)


def test_a_unit_that_replaces_its_answers_in_three_rounds_is_still_one_unit():
    rounds = [submission(n, period=str(2020 + n), replaced=n + 10) for n in range(3)]
    said = submitted.upload_text(upload(*rounds))
    assert "1 verksamhet " in said
    assert said.endswith("Ersatte 3 tidigare svar.")


@pytest.mark.parametrize(
    ("submissions", "said"),
    [
        ([STANDS, submission(4)], "Gäller"),
        ([REPLACED], "Ersatt av senare"),
        ([WITHDRAWN], "Tillbakadragen"),
        ([STANDS, WITHDRAWN], "1 av 2 gäller, 1 är tillbakadragen"),
        (
            [STANDS, REPLACED, WITHDRAWN, WITHDRAWN],
            "1 av 4 gäller, 1 är ersatt av senare, 2 är tillbakadragna",
        ),
        ([REPLACED, WITHDRAWN], "Ingen av 2 gäller, 1 är ersatt av senare, 1 är tillbakadragen"),
    ],
)
def test_what_became_of_an_upload(submissions, said):
    assert submitted.state_text(upload(*submissions)) == said


def test_a_withdrawal_tells_who_when_what_and_why_but_to_strangers_neither_who_nor_why(areas):
    [said] = submitted.withdrawal_lines(upload(STANDS, WITHDRAWN), areas, names=True)
    for fact in ("22 november 2026 kl. 04.22", "En bidragsgivare", "Eken (Falun, 2025)", "Fel enhet"):
        assert fact in said
    assert "Granen" not in said
    [shown] = submitted.withdrawal_lines(upload(STANDS, WITHDRAWN), areas, names=False)
    assert "Eken" in shown
    assert "bidragsgivare" not in shown
    assert "Fel enhet" not in shown


def test_what_was_withdrawn_at_different_times_is_told_apart_and_together_where_at_once(areas):
    later = dataclasses.replace(GONE, time="2026-11-23T03:22:00+00:00")
    gone = [submission(number, f"Enhet {number}", withdrawn=GONE) for number in range(10, 40)]
    lines = submitted.withdrawal_lines(
        upload(*gone, submission(50, "Sist", withdrawn=later)), areas, names=True
    )
    assert len(lines) == 2
    assert "och 24 till" in lines[0]
    assert "Sist" in lines[1]


def test_a_table_says_of_each_unit_what_became_of_it(areas):
    table = submitted.submissions_table(upload(STANDS, REPLACED, WITHDRAWN), areas)
    assert table["Läge"].tolist() == ["gäller", "ersatt av senare", "tillbakadragen"]
    assert table["Ersatte"].tolist() == ["inget", "ett tidigare svar", "ett tidigare svar"]


def test_consequences_say_what_will_stand_where_something_does_and_that_nothing_will_where_not(areas):
    chosen = [STANDS, submission(4, "Ny"), REPLACED]
    left = {1: Fallback(7, "2026-10-01T08:00:00+00:00", "förut.csv"), 2: Fallback(9, WHEN, "senare.csv")}
    again, nothing, untouched = submitted.consequences(chosen, left, areas)
    assert "Granen" in again
    assert "1 oktober 2026" in again
    assert "förut.csv" in again
    assert "Ny (" in nothing
    assert "ej besvarat" in nothing
    assert "Tallen" in untouched
    assert "senare.csv" not in untouched


def test_units_that_get_back_the_same_file_are_told_of_together(areas):
    left = {number: Fallback(number + 50, WHEN, "förut.csv") for number in (1, 4)}
    assert len(submitted.consequences([STANDS, submission(4, "Boken")], left, areas)) == 1
