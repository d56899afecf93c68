from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re

import pytest

from gnv.kolada.changes import Change, changes
from gnv.kolada.record import Outcome, Record, Status
from gnv.news import (
    STATUS_WORDS,
    change_lines,
    changes_table,
    counts_text,
    headline,
    outcome_name,
    outcome_status,
    remarks,
    years_text,
)
from tests.conftest import figures

TODAY = dt.date(2026, 11, 22)
WHY = "Kolada svarade inte (503)."
HOSTILE = '=1+1 <script>alert(1)</script> **fet** [röd]text[/röd] & "x"'
UPDATED = Outcome("U23521", Status.UPDATED, 300, 2012, 2022, 6_987, 3, 0, retrieved="2026-11-22")
UNCHANGED = Outcome("U79133", Status.UNCHANGED, 20, 2016, 2022, retrieved="2026-11-22")
KEPT = Outcome("N71019", Status.KEPT, 9, 2020, 2023, error=WHY, retrieved="2024-11-22")
LOSSY = Outcome(
    "U01405", Status.KEPT, 9, 2020, 2023, error="Svaret var tomt.", retrieved="2026-11-21", acceptable=True
)
UNKNOWN = Outcome("N00000", Status.EMPTY, error="Kolada känner inte till id:t.")


def record(*kpis, **changed):
    made = Record(time="2026-11-22T03:22:00+00:00", source="http://prov", before="", after="a", kpis=kpis)
    return dataclasses.replace(made, **changed)


def numbers(text):
    """Return a sentence's numbers, ids left out."""
    return [int(found) for found in re.findall(r"(?<![\w])\d+", text.replace("\u00a0", ""))]


def test_a_headline_counts_key_figures_and_changed_values():
    said = headline(record(UPDATED, UNCHANGED, dataclasses.replace(UPDATED, id="U01405", new=13, gone=2)))
    assert numbers(said) == [3, 3, 7_000, 6, 2]
    assert "7\u00a0000" in said


def test_a_headline_leaves_out_what_has_not_happened():
    said = headline(record(dataclasses.replace(UPDATED, new=0)))
    assert numbers(said) == [1, 1, 3]
    assert numbers(headline(record(UNCHANGED))) == [1, 1]


def test_a_headline_names_the_key_figures_that_were_kept():
    said = headline(record(UPDATED, KEPT, LOSSY, UNKNOWN))
    assert numbers(said)[:2] == [1, 4]
    assert all(each.id in said for each in (KEPT, LOSSY, UNKNOWN))
    assert UPDATED.id not in said


def test_a_headline_of_nothing_fetched_says_why():
    said = headline(record(UNCHANGED, KEPT, LOSSY, reached=False))
    assert WHY in said
    assert LOSSY.error not in said
    assert numbers(said) == [503]
    assert headline(record(reached=False))


def test_a_return_to_what_was_shipped_is_told_as_that():
    said = headline(record(source=""))
    assert "medföljande" in said
    assert numbers(said) == []


def test_successors_do_not_count_among_the_key_figures():
    said = headline(record(UPDATED, successors=(dataclasses.replace(UPDATED, id="N78114", new=99),)))
    assert numbers(said) == [1, 1, 6_987, 3]


def test_where_all_is_well_there_is_nothing_to_remark():
    assert remarks(record(UPDATED, UNCHANGED), TODAY) == []
    assert remarks(record(source=""), TODAY) == []


def test_a_remark_says_why_a_key_figure_is_kept_and_how_old_it_is():
    (said,) = remarks(record(UPDATED, KEPT), TODAY)
    assert said.startswith(KEPT.id)
    assert WHY in said
    assert KEPT.retrieved in said
    assert "för 2 år sedan" in said


def test_a_key_figure_without_values_has_no_age():
    (said,) = remarks(record(UNKNOWN), TODAY)
    assert UNKNOWN.id in said
    assert UNKNOWN.error in said
    assert "hämtades" not in said


def test_every_key_figure_that_could_not_be_updated_is_told():
    other = dataclasses.replace(LOSSY, id="U79133")
    said = remarks(record(KEPT, LOSSY, UPDATED, other), TODAY)
    assert [line.split(":")[0] for line in said] == [KEPT.id, LOSSY.id, other.id]


def test_where_nothing_was_reached_the_headline_says_it_all():
    assert remarks(record(KEPT, LOSSY, reached=False), TODAY) == []


@pytest.mark.parametrize(
    ("new", "revised", "gone", "said"),
    [
        (0, 0, 0, []),
        (6_987, 3, 0, ["6\u00a0987", "3"]),
        (0, 0, 12, ["12"]),
        (1_234_567, 2, 3, ["1\u00a0234\u00a0567", "2", "3"]),
    ],
)
def test_counts_name_what_has_happened(new, revised, gone, said):
    text = counts_text(Outcome("U23521", Status.UPDATED, new=new, revised=revised, gone=gone))
    assert re.findall(r"[\d\u00a0]+", text) == said
    words = [word for word, count in (("nya", new), ("ändrade", revised), ("borttagna", gone)) if count]
    assert re.findall("nya|ändrade|borttagna", text) == words
    assert bool(said) == (text != "–")


def test_years_are_those_that_stand():
    assert years_text(UPDATED) == "2012–2022"
    assert years_text(Outcome("N78114", Status.EMPTY)) == "–"


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words_of_its_own(status):
    said = outcome_status(Outcome("U23521", status))
    assert said == STATUS_WORDS[status]
    assert len(set(STATUS_WORDS.values())) == len(Status)


def test_what_could_not_be_fetched_is_told_as_that_unless_older_values_stand():
    assert outcome_status(UNKNOWN) not in STATUS_WORDS.values()
    assert outcome_status(KEPT) == STATUS_WORDS[Status.KEPT]


def test_a_key_figure_is_named_as_in_the_strategy(strategy):
    for indicator in strategy.indicators:
        assert outcome_name(Outcome(indicator.id, Status.UNCHANGED), strategy) == indicator.short_name


def test_a_successor_is_named_by_whom_it_succeeds(strategy):
    ended = [each for each in strategy.indicators if each.successor]
    assert ended
    for each in ended:
        assert each.short_name in outcome_name(Outcome(each.successor, Status.UPDATED), strategy)
    assert outcome_name(Outcome("N00000", Status.EMPTY), strategy) == ""


def found(*rows):
    """Changes of U79133: (area, year, gender, before, after), with none where there is no value."""
    before, after = (
        figures([("U79133", area, year, gender, values[place]) for area, year, gender, *values in rows
                 if values[place] is not None])
        for place in (0, 1)
    )  # fmt: skip
    return changes(before, after)


def test_a_revised_value_is_told_with_what_it_was_and_is(areas):
    (line,) = change_lines(found(("0020", 2016, "T", 702.212, 751.1)), areas, 5)
    assert line == "U79133 Region Dalarna 2016: 702,212 → 751,1"


@pytest.mark.parametrize(("gender", "who"), [("T", ""), ("K", "kvinnor"), ("M", "män")])
def test_a_line_says_whose_value_it_is(areas, gender, who):
    (line,) = change_lines(found(("2080", 2016, gender, 1.0, 2.0)), areas, 5)
    assert line.startswith("U79133 Falun 2016")
    assert re.findall("kvinnor|män", line) == ([who] if who else [])


def test_a_value_that_is_gone_has_no_number_after_it(areas):
    (line,) = change_lines(found(("2080", 2016, "T", 85.5, None)), areas, 5)
    assert "85,5" in line
    assert line.endswith("borta")


def test_a_true_zero_is_told_as_a_number(areas):
    (line,) = change_lines(found(("2080", 2016, "T", 0.0, 1_234.0)), areas, 5)
    assert line.endswith("0 → 1\u00a0234")


def test_two_values_that_differ_are_never_told_as_the_same(areas):
    (line,) = change_lines(found(("2080", 2016, "T", 1.00001, 1.00002)), areas, 5)
    before, after = line.split(": ")[1].split(" → ")
    assert before != after


def test_new_values_have_no_lines(areas):
    assert change_lines(found(("2080", 2016, "T", None, 1.0)), areas, 5) == []
    assert change_lines(found(), areas, 5) == []


REVISED = [("2080", 2010 + year, "T", 1.0, 2.0) for year in range(5)]
NEW = [("2080", 2020 + year, "T", None, 2.0) for year in range(5)]


@pytest.mark.parametrize(
    ("most", "lines", "left"), [(0, 0, 5), (1, 1, 4), (4, 4, 1), (5, 5, 0), (6, 5, 0), (100, 5, 0)]
)
def test_the_lines_end_with_how_many_more_there_are(areas, most, lines, left):
    said = change_lines(found(*NEW, *REVISED), areas, most)
    told = [line for line in said if "→" in line]
    assert len(told) == lines
    assert told == change_lines(found(*REVISED), areas, 5)[:lines]
    assert [numbers(line) for line in said[lines:]] == ([[left]] if left else [])


def test_thousands_of_changes_are_one_line_more_than_asked_for(areas):
    many = [("2080", year, gender, 1.0, 2.0) for year in range(1000, 1500) for gender in "TKM"]
    said = change_lines(found(*many), areas, 3)
    assert len(said) == 4
    assert "1\u00a0497" in said[-1]


def test_a_table_of_changes_names_key_figures_areas_and_genders(strategy, areas):
    table = changes_table(
        found(("2080", 2016, "K", 1.0, 2.5), ("0000", 2017, "T", None, 3.0)), strategy, areas
    )
    short_name = strategy.measure("U79133").short_name
    assert table["Nyckeltal"].tolist() == [f"U79133 {short_name}"] * 2
    assert table["Område"].tolist() == ["Riket", "Falun"]
    assert table["År"].tolist() == [2017, 2016]
    assert table["Kön"].tolist() == ["alla", "kvinnor"]
    assert table["Ändring"].tolist() == [Change.NEW, Change.REVISED]
    assert math.isnan(table["Före"][0])
    assert table["Före"][1] == 1.0
    assert table["Efter"].tolist() == [3.0, 2.5]


def test_a_table_without_changes_has_the_columns_of_any(strategy, areas):
    empty, full = (changes_table(found(*rows), strategy, areas) for rows in ((), REVISED))
    assert list(empty.columns) == list(full.columns)
    assert (len(empty), len(full)) == (0, 5)


def test_key_figures_and_areas_that_are_not_known_are_named_by_their_codes(strategy, areas):
    before = figures([("N00000", "9999", 2016, "T", 1.0)])
    table = changes_table(changes(before, figures([])), strategy, areas)
    assert table[["Nyckeltal", "Område"]].to_numpy().tolist() == [["N00000", "9999"]]
    assert change_lines(changes(before, figures([])), areas, 5)[0].startswith("N00000 9999 2016")


def renamed(strategy, name):
    """Return the strategy with another short name for its first key figure."""
    goal = strategy.goals[0]
    first = dataclasses.replace(goal.indicators[0], short_name=name, successor="N99999")
    changed = dataclasses.replace(goal, indicators=(first, *goal.indicators[1:]))
    return dataclasses.replace(strategy, goals=(changed, *strategy.goals[1:]))


def test_hostile_texts_stay_the_text_they_are(strategy, areas):
    hostile = renamed(strategy, HOSTILE)
    first = hostile.indicators[0].id
    assert outcome_name(Outcome(first, Status.UPDATED), hostile) == HOSTILE
    assert outcome_name(Outcome("N99999", Status.UPDATED), hostile).endswith(HOSTILE)
    revised = changes(figures([(first, "2080", 2016, "T", 1.0)]), figures([(first, "2080", 2016, "T", 2.0)]))
    assert changes_table(revised, hostile, areas)["Nyckeltal"].tolist() == [f"{first} {HOSTILE}"]


def test_hostile_errors_stay_the_text_they_are():
    kept = dataclasses.replace(KEPT, error=HOSTILE)
    assert HOSTILE in remarks(record(kept), TODAY)[0]
    assert HOSTILE in headline(record(kept, reached=False))
