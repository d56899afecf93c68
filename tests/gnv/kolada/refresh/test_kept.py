"""What a refresh keeps where Kolada fails, has lost values or answers what cannot be."""

from __future__ import annotations

import pytest

from gnv.areas import COUNTRY
from gnv.kolada.editions import write_edition
from gnv.kolada.record import Status, read_records
from gnv.kolada.refresh import refresh
from gnv.observations import Observations
from gnv.observations import Status as Missing
from gnv.problems import ProblemError
from gnv.settings import settings
from tests import kolada_stub as stub
from tests.conftest import figures
from tests.gnv.kolada.refresh.conftest import (
    AVOIDABLE,
    OLD_DAY,
    SAFE,
    SUCCESSOR,
    assert_nothing_changed,
    outcome,
    run,
    series,
    standing,
)
from tests.kolada_stub import HASTY
from tests.servers import free_port

pytestmark = pytest.mark.slow


def below(row):
    return {**row, "values": [{"gender": "T", "value": -1.0}]}


UNREADABLE = (
    "429",
    "500",
    "503",
    "404",
    "410",
    "422",
    "hang",
    "reset",
    "truncated",
    "cut",
    "html",
    "redirect",
)
FAULTS = {
    "429": stub.status(429, Retry_After="0"),
    "500": stub.status(500),
    "503": stub.status(503),
    "404": stub.status(404),
    "410": stub.status(410),
    "422": stub.status(422),
    "hang": stub.hang(5),
    "reset": stub.reset,
    "truncated": stub.half(),
    "cut": stub.half(1.0),
    "html": stub.body(b"<html>Underh\xc3\xa5ll</html>", Content_Type="text/html"),
    "year is text": stub.in_rows(period="2022"),
    "value is text": stub.in_values(value="50"),
    "unknown gender": stub.in_values(gender="X"),
    "value is NaN": stub.in_values(value=float("nan")),
    "short page": stub.changed(values=lambda rows: rows[: len(rows) // 2]),
    "values is null": stub.changed(values=None),
    "out of range": stub.changed(
        values=lambda rows: [below(row) if row["kpi"] == AVOIDABLE else row for row in rows]
    ),
    "redirect": stub.status(302, Location="http://127.0.0.1:9/"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_figure_that_fails_keeps_its_old_values_and_the_others_come(kolada, name):
    before = standing()

    def fault(path, query, number):
        return FAULTS[name] if path.startswith("/data/") and AVOIDABLE in path else None

    kolada.fault = fault
    record = run(kolada)
    assert record.exit_code == 3
    kept = outcome(record, AVOIDABLE)
    assert (kept.status, kept.retrieved) == (Status.KEPT, OLD_DAY)
    assert kept.error
    assert series(standing(), AVOIDABLE) == series(before, AVOIDABLE)
    assert outcome(record, SAFE).status is Status.UPDATED
    assert len(series(standing(), SAFE)) == 291 * 3


@pytest.mark.parametrize("name", [*UNREADABLE, "values is null"])
def test_where_everything_fails_nothing_changes(kolada, name):
    before = standing()
    kolada.fault = stub.always(FAULTS[name])
    record = run(kolada)
    assert record.exit_code == 1
    assert all(each.error for each in record.kpis)
    assert_nothing_changed(before)
    assert read_records(settings().local / "kolada")[0].reached is False


@pytest.mark.parametrize("name", ["429", "500", "503", "reset", "truncated", "cut", "html", "year is text"])
@pytest.mark.parametrize("nth", [1, 2, 5])
def test_what_fails_once_is_asked_again(kolada, name, nth):
    kolada.fault = lambda path, query, number: FAULTS[name] if number == nth else None
    record = run(kolada)
    assert record.exit_code == 0
    assert len(series(standing(), SAFE)) == 291 * 3


def test_without_a_network_nothing_changes(kolada):
    before = standing()
    record = refresh(settings(), url=f"http://127.0.0.1:{free_port()}/v3", patience=HASTY)
    assert record.exit_code == 1
    assert record.requests < 10
    assert_nothing_changed(before)


def test_an_empty_answer_for_one_figure_keeps_its_values(kolada):
    before = standing()
    kolada.values = {key: said for key, said in kolada.values.items() if key[0] != SAFE}
    record = run(kolada)
    assert outcome(record, SAFE).status is Status.KEPT
    assert outcome(record, SAFE).acceptable
    assert series(standing(), SAFE) == series(before, SAFE)


@pytest.mark.parametrize(
    "lost",
    [
        pytest.param(lambda key: key[1:] == ("2080", 2020), id="one value"),
        pytest.param(lambda key: key[1] == "2080", id="a municipality"),
        pytest.param(lambda key: key[1] == COUNTRY, id="the country"),
        pytest.param(lambda key: key[2] == 2020, id="a year"),
    ],
)
def test_a_source_that_has_lost_rows_is_not_believed_unless_told_so(kolada, lost):
    before = standing()
    whole = dict(kolada.values)
    kolada.values = {key: said for key, said in whole.items() if key[0] != SAFE or not lost(key)}
    record = run(kolada)
    assert record.exit_code == 3
    assert series(standing(), SAFE) == series(before, SAFE)
    record = run(kolada, accepted=[SAFE])
    assert record.exit_code == 0
    assert outcome(record, SAFE).gone > 0


def test_an_id_that_kolada_does_not_know_is_told(kolada):
    del kolada.catalogue["N72802"]
    record = run(kolada)
    assert record.exit_code == 3
    assert outcome(record, "N72802").error
    assert "N72802" not in standing().provenance.catalogue


def test_a_figure_of_an_earlier_strategy_keeps_its_values(kolada, areas):
    rows = [("N99999", code, 2015, "T", 3.0) for code in areas.dalarna]
    write_edition(figures(rows, OLD_DAY), settings().local / "kolada")
    run(kolada)
    assert len(series(standing(), "N99999")) == 15


def test_an_answer_without_anything_changes_nothing(kolada):
    before = standing()
    kolada.fault = stub.always(stub.body(b'{"values": [], "count": 0, "next_url": null}'))
    record = run(kolada)
    assert record.exit_code == 1
    assert_nothing_changed(before)


def test_a_poorer_catalogue_leaves_the_descriptions_of_what_stands(kolada):
    run(kolada)
    kolada.catalogue = stub.described(AVOIDABLE, title="Ny titel")
    run(kolada)
    assert standing().provenance.described(SAFE).title == "Ett nyckeltal"
    assert standing().provenance.described(AVOIDABLE).title == "Ny titel"


def test_what_kolada_does_not_list_was_not_collected_after_a_refresh(kolada):
    del kolada.values[SAFE, "1440", 2022]
    kolada.values[SAFE, "1441", 2022] = {"T": None}
    run(kolada)
    observations = Observations(standing())
    sweden = ("1440", "1441", "1442")
    said = [observations.status_of_missing(SAFE, "T", code, "2022", sweden) for code in sweden[:2]]
    assert said == [Missing.NOT_COLLECTED, Missing.NOT_IN_KOLADA]


def test_a_figure_that_is_now_the_regions_is_not_held_by_its_municipal_values(kolada, areas, product):
    path = product / "data" / "strategi.toml"
    before, after = path.read_text("utf-8").split(f'id = "{SAFE}"')
    after = after.replace('niva = "kommun"', 'niva = "region"', 1)
    path.write_text(f'{before}id = "{SAFE}"{after}', encoding="utf-8")
    record = run(kolada)
    assert outcome(record, SAFE).error == ""


def test_a_value_beyond_reason_is_not_believed(kolada):
    kolada.values[AVOIDABLE, "0020", 2024] = {"T": 1e30}
    record = run(kolada)
    assert outcome(record, AVOIDABLE).status is Status.KEPT


def test_a_refresh_that_ended_before_its_record_is_recorded_by_the_next(kolada):
    first = run(kolada)
    log = settings().local / "kolada" / "hamtningar.jsonl"
    log.unlink()
    kolada.values[SAFE, "2080", 2022] = {"T": 61.5}
    second = run(kolada)
    records = read_records(log.parent)
    assert [(each.before, each.after) for each in records] == [
        (first.after, second.after),
        (first.before, first.after),
    ]
    assert outcome(records[1], SAFE).new == outcome(first, SAFE).new
    assert records[1].notes


def test_a_successor_that_is_kept_is_told(kolada, areas):
    kolada.values |= {(SUCCESSOR, code, 2025): {"T": 0.8} for code in areas.regions}
    run(kolada)
    kolada.values = {key: said for key, said in kolada.values.items() if key[0] != SUCCESSOR}
    record = run(kolada)
    assert record.exit_code == 3
    assert outcome(record, SUCCESSOR).acceptable


def test_an_unknown_figure_cannot_be_accepted(kolada):
    with pytest.raises(ProblemError, match="U2352"):
        run(kolada, accepted=["U2352"])
    assert kolada.asked == []


def test_a_broken_own_strategy_is_told(kolada):
    settings().local.mkdir()
    (settings().local / "strategi.toml").write_text("delmal = 3", encoding="utf-8")
    assert "strategi.toml" in run(kolada).notes[-1]
