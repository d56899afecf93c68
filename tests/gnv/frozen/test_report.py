"""A report is frozen: the same figures, answers and strategy whatever happens after it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from gnv.frozen.material import material_of, observations_of
from gnv.frozen.report import report_from_fields, years
from gnv.frozen.submissions import begin, changed_since, frozen
from gnv.kolada.editions import FOLDER, current_edition, reset
from gnv.ledger.submissions import StaleError
from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.strategy_file import FILE_NAME
from tests.gnv.activities.kept import publish as publish_activity
from tests.gnv.activities.made import FILE, activity
from tests.gnv.analyses.kept import publish as publish_analysis
from tests.gnv.analyses.made import analysis
from tests.gnv.assessment.forms import CONTRIBUTOR, FALUN_ONLY, READER, form
from tests.gnv.assessment.kept import publish as publish_answers
from tests.gnv.frozen.kept import freezings, save_text
from tests.gnv.frozen.made import TODAY, section_text


def freeze(store, year=2025, seen=0, person=CONTRIBUTOR):
    return begin(store, settings(), person, year, TODAY, seen)


def test_a_report_that_is_not_begun_is_frozen_to_nothing(store):
    assert frozen(store, 2025) is None
    assert freezings(store, 2025) == ()


def test_it_is_frozen_to_the_edition_the_strategy_and_the_moment(store, strategy, shipped):
    publish_activity(store, CONTRIBUTOR, FILE, [activity()])
    freeze(store)
    report = frozen(store, 2025).form
    assert (report.year, report.day, report.edition) == (2025, TODAY, shipped.hash)
    assert report.strategy() == strategy
    assert report.moment.upload == 1
    assert report_from_fields(report.unit, report.fields()) == report
    assert frozen(store, 2024) is None


def test_new_figures_do_not_change_it_and_the_old_edition_is_kept(store, own_edition, shipped):
    freeze(store)
    report = frozen(store, 2025).form
    assert (settings().local / FOLDER / f"{shipped.hash}.parquet").exists()
    before = observations_of(store, settings(), report).of("U23521")
    own_edition([("U23521", "2080", 2022, "T", 1.0)])
    assert current_edition(settings())[0].hash != report.edition
    pd.testing.assert_frame_equal(observations_of(store, settings(), report).of("U23521"), before)
    assert len(before) > 1


def test_an_edition_that_is_gone_is_told(store, own_edition):
    digest = own_edition([("U23521", "2080", 2022, "T", 1.0)])
    freeze(store)
    (settings().local / FOLDER / f"{digest}.parquet").unlink()
    reset(settings().local / FOLDER)
    with pytest.raises(ProblemError, match=digest):
        material_of(store, settings(), frozen(store, 2025).form)


def test_a_changed_strategy_does_not_change_it(store, strategy):
    freeze(store)
    text = (settings().shipped / FILE_NAME).read_text("utf-8").replace('versionen = "', 'versionen = "x')
    settings().local.mkdir(parents=True, exist_ok=True)
    (settings().local / FILE_NAME).write_text(text.replace("Nära för mig", "Nära för dig"), "utf-8")
    report = frozen(store, 2025)
    assert material_of(store, settings(), report.form).strategy == strategy
    freeze(store, seen=report.submission)
    assert frozen(store, 2025).form.strategy().goals[0].name == "Nära för dig"


def test_what_is_uploaded_later_does_not_change_it_until_it_is_frozen_anew(store):
    publish_answers(store, CONTRIBUTOR, FILE, [form(score=3.0)])
    publish_activity(store, CONTRIBUTOR, FILE, [activity()])
    publish_analysis(store, CONTRIBUTOR, analysis(), 0)
    freeze(store)
    first = frozen(store, 2025)
    assert changed_since(store, first.form) == {}
    publish_answers(store, CONTRIBUTOR, FILE, [form(score=5.0)])
    publish_activity(store, CONTRIBUTOR, FILE, [activity("Annat")])
    publish_analysis(store, CONTRIBUTOR, analysis(year="2021"), 0)
    old = material_of(store, settings(), first.form)
    assert old.observations.of("sjalvskattning-1")["value"].tolist() == [3.0]
    assert (old.activities, old.analyses) == ((activity(),), (analysis(),))
    assert changed_since(store, first.form) == {"självskattning": 1, "aktivitet": 1, "analys": 1}
    assert freeze(store, seen=first.submission) is not None
    new = material_of(store, settings(), frozen(store, 2025).form)
    assert new.observations.of("sjalvskattning-1")["value"].tolist() == [5.0]
    assert (len(new.activities), len(new.analyses)) == (2, 2)
    assert [each.standing for each in freezings(store, 2025)] == [True, False]


def test_freezing_what_has_not_changed_stores_nothing(store):
    freeze(store)
    report = frozen(store, 2025)
    save_text(store, CONTRIBUTOR, section_text(), 0)
    assert freeze(store, seen=report.submission) is None
    assert (
        begin(store, settings(), CONTRIBUTOR, 2025, TODAY + dt.timedelta(days=1), report.submission) is None
    )


def test_the_second_of_two_who_freeze_is_told(store):
    freeze(store)
    report = frozen(store, 2025)
    publish_activity(store, CONTRIBUTOR, FILE, [activity()])
    with pytest.raises(StaleError):
        freeze(store, seen=0)
    assert frozen(store, 2025) == report


@pytest.mark.parametrize("person", [READER, FALUN_ONLY])
def test_who_may_not_change_the_county_is_refused(store, person):
    with pytest.raises(ProblemError, match="får inte ändra årsberättelser"):
        freeze(store, person=person)
    assert frozen(store, 2025) is None


@pytest.mark.parametrize("year", [2021, 2027, 0, -1])
def test_other_years_are_refused(store, year):
    with pytest.raises(ProblemError, match=str(year)):
        freeze(store, year)


def test_the_years_are_the_strategys_until_today(strategy):
    assert years(strategy, TODAY) == (2026, 2025, 2024, 2023, 2022)
    assert years(strategy, dt.date(2020, 1, 1)) == (2022,)
    assert years(strategy, dt.date(2040, 1, 1))[0] == strategy.ends.year


def test_without_any_figures_it_is_begun_all_the_same(store, own_product):
    for file in (own_product / "data" / FOLDER).iterdir():
        file.unlink()
    freeze(store)
    report = frozen(store, 2025).form
    assert report.edition == ""
    assert material_of(store, settings(), report).observations.of("U23521").empty
