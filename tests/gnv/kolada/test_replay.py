"""Refreshing from a replay of Kolada with real values, where there is one.

``GNV_TEST_REPLAY`` names its program; `.ci/run` sets it where there is one.
"""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd
import pytest

from gnv.areas import COUNTRY
from gnv.kolada.editions import current_edition, edition_of
from gnv.kolada.provenance import ELDERLY, HEALTH, OVERALL
from gnv.kolada.record import Status
from gnv.kolada.refresh import refresh
from gnv.kolada.wire import Patience
from gnv.settings import settings
from tests.examples import rounds
from tests.replaying import REPLAY, replay

PATIENT = Patience(read=1.5, whole=10.0, pause=0.0, backoff=0.05)
# What the default vintage has not yet of what is shipped: a source that has lost rows.
LOST = {"N79173", "U79133", "U70447", "U79092", "U79029", "U20462"}
SEEDS = range(rounds(10))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REPLAY, reason="GNV_TEST_REPLAY names no replay of Kolada"),
]


def of(values, kpi):
    columns = ["municipality", "year", "gender", "value"]
    rows = values.loc[values["kpi"].eq(kpi), columns].astype({"municipality": str, "gender": str})
    return rows.sort_values(columns[:3], ignore_index=True)


def same(left, right):
    return left.equals(right)


@pytest.fixture(scope="module")
def latest():
    with replay("--vintage", 2026) as url:
        yield url


@pytest.fixture(scope="module")
def all_of_sweden(latest, tmp_path_factory):
    """The edition that a refresh without any fault gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GNV_DATA_DIR", str(tmp_path_factory.mktemp("hela-sverige")))
        record = refresh(settings(), url=latest, patience=PATIENT)
        yield record, current_edition(settings())[0]


def test_all_of_sweden_comes_in_few_requests(all_of_sweden, areas):
    record, edition = all_of_sweden
    assert record.exit_code == 0
    assert len(record.kpis) == 17
    assert record.requests <= 40
    assert record.notes == ()
    found = set(edition.values["municipality"].unique())
    assert found == {COUNTRY, *areas.regions, *areas.municipalities}
    assert {each.status for each in record.kpis} <= {Status.UPDATED, Status.UNCHANGED, Status.EMPTY}


def test_what_is_shipped_is_among_what_is_fetched(all_of_sweden, shipped):
    _, edition = all_of_sweden
    key = ["kpi", "municipality", "year", "gender"]
    text = {"kpi": str, "municipality": str, "gender": str}
    fetched = edition.values.astype(text).set_index(key)["value"]
    own = shipped.values.astype(text).set_index(key)["value"]
    pd.testing.assert_series_equal(fetched.loc[own.index], own)


def test_titles_definitions_dates_and_groups_come_with_it(all_of_sweden, strategy, areas):
    provenance = all_of_sweden[1].provenance
    described = provenance.described("U23521")
    assert "äldreomsorg" in described.title
    assert described.description
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", described.published)
    assert set(provenance.groups) == {ELDERLY, OVERALL, HEALTH}
    assert set(provenance.groups[ELDERLY]) == set(provenance.groups[OVERALL]) == set(areas.municipalities)
    assert set(provenance.groups[HEALTH]) == set(areas.regions)
    for by_area in provenance.groups.values():
        assert {len(group.members) for group in by_area.values()} == {7}


def test_a_source_that_has_lost_rows_takes_nothing_with_it(shipped):
    with replay() as url:
        record = refresh(settings(), url=url, patience=PATIENT)
    edition, problems = current_edition(settings())
    assert (record.exit_code, problems) == (3, [])
    assert {each.id for each in record.kpis if each.status is Status.KEPT} == LOST
    for kpi in LOST:
        assert same(of(edition.values, kpi), of(shipped.values, kpi))
        assert edition.provenance.kpis[kpi].retrieved == shipped.provenance.kpis[kpi].retrieved
    assert edition.values.loc[edition.values["kpi"].eq("U23521"), "municipality"].nunique() == 291


def test_a_loss_that_is_accepted_is_taken_over_whole(shipped):
    with replay() as url:
        record = refresh(settings(), url=url, patience=PATIENT, accepted=["U79133"])
    (accepted,) = [each for each in record.kpis if each.id == "U79133"]
    assert (accepted.status, accepted.last) == (Status.UPDATED, 2021)
    assert accepted.gone == 66
    assert accepted.revised == 132


def test_a_figure_without_an_answer_keeps_what_stood(shipped):
    with replay("--vintage", 2026, "--missing", "U23521") as url:
        record = refresh(settings(), url=url, patience=PATIENT)
    (kept,) = [each for each in record.kpis if each.status is Status.KEPT]
    assert (kept.id, kept.rows) == ("U23521", len(of(shipped.values, "U23521")))


def test_a_revision_is_told_value_by_value(latest):
    refresh(settings(), url=latest, patience=PATIENT)
    with replay("--vintage", 2026, "--revise", "U79133:2024=-30") as url:
        record = refresh(settings(), url=url, patience=PATIENT)
    changed = [each for each in record.kpis if each.status is Status.UPDATED]
    assert [(each.id, each.new, each.revised, each.gone) for each in changed] == [("U79133", 0, 22, 0)]
    before, after = (edition_of(settings(), digest) for digest in (record.before, record.after))
    moved = of(after.values, "U79133")["value"] - of(before.values, "U79133")["value"]
    assert Counter(moved.round(6)) == {0.0: len(moved) - 22, -30.0: 22}


FAULTS = {
    "429": "429=0.15",
    "5xx": "500=0.08,502=0.08,503=0.08,504=0.08",
    "hang": "hang=0.04",
    "reset": "reset=0.15",
    "truncate": "truncate=0.2",
    "html": "html=0.2",
    "all": "429=0.05,500=0.05,503=0.05,hang=0.01,reset=0.05,truncate=0.08,html=0.08",
}


@pytest.fixture(scope="module")
def series(all_of_sweden, shipped):
    """The new series and the old ones: key figure -> values."""
    record, whole = all_of_sweden
    ids = [each.id for each in record.kpis]
    return tuple({kpi: of(edition.values, kpi) for kpi in ids} for edition in (whole, shipped))


@pytest.mark.parametrize("fault", FAULTS)
def test_under_faults_every_series_is_wholly_new_or_wholly_old(fault, series, monkeypatch, tmp_path):
    new, old = series
    seen = Counter()
    for seed in SEEDS:
        monkeypatch.setenv("GNV_DATA_DIR", str(tmp_path / str(seed)))
        with replay("--vintage", 2026, "--fault", FAULTS[fault], "--seed", seed, "--hang-s", 3) as url:
            record = refresh(settings(), url=url, patience=PATIENT)
        edition, problems = current_edition(settings())
        assert not problems
        for outcome in record.kpis:
            expected = old if outcome.error else new
            assert same(of(edition.values, outcome.id), expected[outcome.id]), outcome
            seen[bool(outcome.error)] += 1
        assert record.exit_code == (3 if any(each.error for each in record.kpis) else 0)
    assert seen[False] > seen[True], "most series come through"
