"""What a story tells of how fresh its figures are: their age, what is awaited, what succeeds them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.charts.summary import absence_text, summary
from gnv.kolada.provenance import Described, Provenance, Series
from gnv.measured import tell
from gnv.observations import Observations, Status, absence
from gnv.sentences import age_sentence, notes
from gnv.strategy import Level, State
from tests.conftest import edition_of, figures
from tests.gnv.charts.test_markup import elements, read, said
from tests.gnv.test_sentences import indicator

TODAY = dt.date(2026, 6, 15)
SUCCESSOR = "N78114"
ENDED = {"state": State.ENDED, "last_year": 2024, "successor": SUCCESSOR}
FALUN = "2080"


def told(areas, *, years=None, known=None, today=TODAY, period="", more=None, **changes):
    """Return the story of a figure with the value 80 in every municipality, year -> day of retrieval."""
    made = indicator(**changes)
    codes = areas.of_level(municipal=made.municipal)
    frames = [
        figures([(made.id, code, year, "T", 80.0) for code in codes], day)
        for year, day in ({2024: "2026-03-01"} if years is None else years).items()
    ]
    rows = pd.concat([figures([]), *frames, *([] if more is None else [more])], ignore_index=True)
    return tell(made, Observations(edition_of(rows, known)), areas, period=period, today=today)


def publishing(published="", preliminary="", *, period="2024", last=2024, retrieved=("2026-03-01",)):
    return Provenance(
        kpis={indicator().id: Series(15, 2024, last, retrieved, ("prov",))},
        catalogue={indicator().id: Described("Trygghet", "", period, preliminary, published)},
    )


def test_a_publication_that_has_passed_since_the_values_were_fetched_is_told(areas):
    story = told(areas, known=publishing("2026-04-01"))
    assert story.awaited_since == "2026-04-01"
    assert sum("1 april 2026" in note for note in notes(story)) == 1
    items = [said(item) for item in elements(summary(story, "", areas), "li")]
    assert sum("1 april 2026" in item for item in items) == 1


def test_a_publication_whose_period_the_values_lack_is_told(areas):
    story = told(areas, known=publishing("2026-02-01", period="2025"))
    assert any("1 februari 2026" in note for note in notes(story))


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(publishing("2026-02-01"), id="fetched since"),
        pytest.param(publishing("2026-10-04"), id="to come"),
        pytest.param(publishing("2026-10-04", "2026-09-01", period="2025"), id="both to come"),
        pytest.param(publishing(period="2025"), id="no day"),
        pytest.param(Provenance(), id="nothing known"),
        pytest.param(None, id="no provenance"),
    ],
)
def test_where_nothing_is_awaited_nothing_is_said_of_it(areas, known):
    story = told(areas, known=known)
    assert story.awaited_since == ""
    assert notes(story) == ()


def test_the_day_from_which_it_is_told_decides(areas):
    known = publishing("2026-04-01")
    assert told(areas, known=known, today=dt.date(2026, 3, 31)).awaited_since == ""
    assert told(areas, known=known, today=dt.date(2026, 4, 1)).awaited_since == "2026-04-01"


def test_a_preliminary_publication_is_told_until_the_final_one_has_passed(areas):
    known = publishing("2026-10-04", "2026-04-01")
    assert told(areas, known=known).awaited_since == "2026-04-01"
    assert told(areas, known=known, today=dt.date(2026, 10, 5)).awaited_since == "2026-10-04"


def test_what_is_awaited_of_another_key_figure_is_not_told(areas):
    assert told(areas, known=publishing("2026-04-01"), id="U00002").awaited_since == ""


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (dt.date(2026, 3, 1), "i dag"),
        (dt.date(2026, 3, 2), "i går"),
        (dt.date(2026, 3, 4), "för 3 dagar sedan"),
        (dt.date(2028, 3, 1), "för 2 år sedan"),
    ],
)
def test_the_age_of_the_values_is_counted_to_the_day_they_are_told(areas, today, age):
    assert age in age_sentence(told(areas, today=today))


def test_without_a_day_given_it_is_today_in_sweden(areas, monkeypatch):
    monkeypatch.setattr("gnv.times.today", lambda: dt.date(2026, 3, 2))
    story = told(areas, today=None)
    assert story.today == dt.date(2026, 3, 2)
    assert "i går" in age_sentence(story)


def test_the_oldest_values_of_the_period_give_it_its_age(areas):
    made = indicator()
    days = dict.fromkeys(areas.dalarna, "2026-06-14") | {FALUN: "2024-06-15"}
    rows = pd.concat([figures([(made.id, code, 2024, "T", 80.0)], day) for code, day in days.items()])
    assert "2 år" in age_sentence(tell(made, Observations(edition_of(rows)), areas, today=TODAY))


def test_another_periods_values_do_not_make_it_older(areas):
    years = {2023: "2020-01-01", 2024: "2026-06-15"}
    assert "i dag" in age_sentence(told(areas, years=years))
    assert "6 år" in age_sentence(told(areas, years=years, period="2023"))


def test_riket_and_the_region_beside_do_not_make_it_older(areas):
    made = indicator()
    beside = figures([(made.id, code, 2024, "T", 80.0) for code in (COUNTRY, REGION_DALARNA)], "2020-01-01")
    assert "3 månader" in age_sentence(told(areas, more=beside, today=dt.date(2026, 6, 1)))


def test_a_figure_without_values_has_no_age(areas):
    assert age_sentence(told(areas, years={})) == ""


@pytest.mark.parametrize(
    ("level", "values", "whose"),
    [
        (Level.MUNICIPALITY, {COUNTRY: 80.0, REGION_DALARNA: 80.0}, ("Riket", "Region Dalarna")),
        (Level.MUNICIPALITY, {COUNTRY: 80.0}, ("Riket",)),
        (Level.MUNICIPALITY, {REGION_DALARNA: 80.0}, ("Region Dalarna",)),
        (Level.REGION, {COUNTRY: 80.0}, ("Riket",)),
        *(
            pytest.param(
                level,
                {COUNTRY: 0.0},
                ("Riket",),
            )
            for level in (Level.MUNICIPALITY, Level.REGION)
        ),
    ],
)
def test_values_beside_that_are_of_another_day_are_told_by_name(areas, level, values, whose):
    rows = [(indicator().id, code, 2024, "T", value) for code, value in values.items()]
    (note,) = notes(told(areas, more=figures(rows, "2025-05-05"), level=level))
    assert "2025-05-05" in note
    assert tuple(name for name in ("Riket", "Region Dalarna") if name in note) == whose


def succeeded(first=2025, last=2025, **more):
    values = Series(15, first, last, ("2026-03-01",), ("prov",))
    return Provenance(kpis={SUCCESSOR: values}, **more)


def test_a_successor_with_values_is_told_with_its_years(areas):
    story = told(areas, known=succeeded(2022, 2025), **ENDED)
    assert story.successor == succeeded(2022, 2025).kpis[SUCCESSOR]
    (note,) = [note for note in notes(story) if SUCCESSOR in note]
    assert "2022–2025" in note


def test_a_successor_with_one_year_is_told_with_that_year_alone(areas):
    (note,) = [note for note in notes(told(areas, known=succeeded(2025, 2025), **ENDED)) if SUCCESSOR in note]
    assert note.count("2025") == 1


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(None, id="nothing known"),
        pytest.param(Provenance(catalogue={SUCCESSOR: Described("Ny")}), id="described"),
        pytest.param(Provenance(empty={SUCCESSOR: "2026-01-01"}), id="empty in Kolada"),
    ],
)
def test_a_successor_without_values_is_not_told(areas, known):
    story = told(areas, known=known, **ENDED)
    assert story.successor is None
    assert SUCCESSOR not in " ".join(notes(story))


def test_a_key_figure_without_a_successor_has_none(areas):
    story = told(areas, known=succeeded())
    assert story.successor is None
    assert notes(story) == ()


def test_the_series_of_an_ended_key_figure_and_its_successor_are_not_joined(areas):
    later = figures([(SUCCESSOR, code, 2025, "T", 10.0) for code in (*areas.dalarna, COUNTRY)], "2026-03-01")
    alone, beside = told(areas, **ENDED), told(areas, known=succeeded(), more=later, **ENDED)
    assert beside.periods == ("2024",)
    assert beside.lines == alone.lines
    assert beside.course == alone.course
    assert beside.bounds == (80.0, 80.0)
    assert told(areas, known=succeeded(), more=later, period="2025", **ENDED).period == "2024"


def test_an_ended_key_figure_without_values_tells_of_a_successor_that_has_some(areas):
    made = indicator(**ENDED)
    later = figures([(SUCCESSOR, FALUN, 2025, "T", 10.0)])
    for known, told_of in ((succeeded(), True), (Provenance(), False)):
        observations = Observations(edition_of(later, known))
        why = absence(made, observations, areas)
        assert why is Status.ENDED
        assert (SUCCESSOR in read(absence_text(made, why, known)).text) is told_of
