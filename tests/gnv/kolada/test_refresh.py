"""A refresh against the project's own stub of Kolada: what it brings, and what it survives."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gnv.areas import COUNTRY
from gnv.kolada.editions import current_edition, edition_of, read_edition, write_edition
from gnv.kolada.fetch import Progress
from gnv.kolada.provenance import Described
from gnv.kolada.record import Status, read_records
from gnv.kolada.refresh import refresh, return_to_shipped
from gnv.observations import Observations
from gnv.observations import Status as Missing
from gnv.problems import ProblemError
from gnv.settings import settings
from tests import kolada_stub as stub
from tests.conftest import ROOT, figures
from tests.kolada_stub import HASTY, KoladaStub
from tests.servers import free_port

pytestmark = pytest.mark.slow
SAFE, AVOIDABLE = "U23521", "U79133"
SUCCESSOR = "N78114"
OLD_DAY = "2020-05-05"
YEARS = (2020, 2022)


@pytest.fixture
def product(own_product, areas) -> Path:
    """A product that is shipped with one figure of the municipalities and one of the regions."""
    folder = own_product / "data" / "kolada"
    for path in folder.glob("*.parquet"):
        path.unlink()
    rows = [(SAFE, code, year, "T", 50.0) for code in (*areas.dalarna, COUNTRY) for year in YEARS]
    rows += [(AVOIDABLE, code, year, "T", 500.0) for code in (*areas.regions, COUNTRY) for year in YEARS]
    write_edition(figures(rows, OLD_DAY), folder)
    return own_product


@pytest.fixture
def kolada(areas, strategy, product):
    """Kolada with the same values and a year more, for all of Sweden."""
    everywhere = (COUNTRY, *areas.municipalities)
    values = {(SAFE, code, year): {"T": 50.0} for code in everywhere for year in (*YEARS, 2024)}
    regions = (COUNTRY, *areas.regions)
    values |= {(AVOIDABLE, code, year): {"T": 500.0} for code in regions for year in (*YEARS, 2024)}
    known = [each.id for each in strategy.indicators] + [each.successor for each in strategy.indicators]
    with KoladaStub(values=values, catalogue=stub.described(*filter(None, known))) as server:
        yield server


def run(kolada, **options):
    return refresh(settings(), url=kolada.address, patience=HASTY, **options)


def standing():
    edition, problems = current_edition(settings())
    assert not problems
    return edition


def outcome(record, kpi):
    return next(each for each in (*record.kpis, *record.successors) if each.id == kpi)


def series(edition, kpi):
    rows = edition.values.loc[edition.values["kpi"].eq(kpi)]
    return {(str(row.municipality), row.year): (row.value, str(row.retrieved)) for row in rows.itertuples()}


def assert_nothing_changed(before):
    edition = standing()
    assert edition.hash == before.hash
    assert edition.shipped


def test_a_refresh_brings_what_is_new_for_all_of_sweden(kolada, strategy, areas):
    record = run(kolada)
    in_use = [each.id for each in strategy.indicators if each.id[0] in "NU"]
    assert [each.id for each in record.kpis] == in_use
    assert record.exit_code == 0
    assert record.requests == len(kolada.asked) <= 40
    safe = outcome(record, SAFE)
    assert (safe.status, safe.rows, safe.first, safe.last) == (Status.UPDATED, 291 * 3, 2020, 2024)
    assert (safe.new, safe.revised, safe.gone, safe.error) == (291 * 3 - 16 * 2, 0, 0, "")
    assert outcome(record, "U71456").status is Status.EMPTY
    edition = standing()
    assert not edition.shipped
    assert edition.hash == record.after
    assert {day for _, day in series(edition, SAFE).values()} == {record.time[:10]}
    assert edition.provenance.kpis[SAFE].sources == (kolada.address,)
    assert edition.provenance.described(SAFE) == Described(
        "Ett nyckeltal", "Så räknas det.", "2025", "", "2026-10-01"
    )
    assert "U71456" in edition.provenance.empty


def test_the_same_answer_twice_changes_nothing(kolada):
    first, second = run(kolada), run(kolada)
    assert outcome(second, SAFE).status is Status.UNCHANGED
    assert second.after == first.after
    assert [each.after for each in read_records(settings().local / "kolada")] == [first.after] * 2


def test_revised_new_and_removed_values_are_counted(kolada):
    run(kolada)
    kolada.values[SAFE, "2080", 2022] = {"T": 61.5, "K": 60.0}
    kolada.values[SAFE, "2081", 2022] = {"T": None}
    kolada.deleted.add((SAFE, "2082", 2022, "T"))
    record = run(kolada)
    safe = outcome(record, SAFE)
    assert (safe.status, safe.new, safe.revised, safe.gone) == (Status.UPDATED, 1, 1, 2)
    edition = edition_of(settings(), record.after)
    assert edition.missing[["municipality", "year"]].to_numpy().tolist() == [["2081", 2022]]
    assert series(edition_of(settings(), record.before), SAFE)["2080", 2022][0] == 50.0


def test_progress_ends_at_all_of_it(kolada):
    seen: list[Progress] = []
    run(kolada, progress=seen.append)
    assert seen[-1].share == 1.0
    assert seen[-1].done[SAFE] == 312


def test_a_successor_with_values_comes_with_it_and_the_series_are_not_joined(kolada, areas):
    kolada.values |= {(SUCCESSOR, code, 2025): {"T": 0.8} for code in areas.regions}
    record = run(kolada)
    assert SUCCESSOR not in {each.id for each in record.kpis}
    assert outcome(record, SUCCESSOR).rows == 21
    assert standing().provenance.kpis[SUCCESSOR].last == 2025
    assert series(standing(), "U71456") == {}


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


def test_return_to_what_was_shipped_keeps_the_fetched_edition_on_the_disk(kolada):
    before = standing()
    fetched = run(kolada).after
    record = return_to_shipped(settings())
    assert (record.before, record.after) == (fetched, before.hash)
    assert_nothing_changed(before)
    assert len(read_edition(settings().local / "kolada", fetched, shipped=False).values) > 291
    assert run(kolada).after == fetched


# What goes wrong where the figures are to lie.


def refused(kolada):
    with pytest.raises(ProblemError) as caught:
        run(kolada)
    assert caught.value.problem.remedy
    return str(caught.value)


@pytest.mark.parametrize("failing", [1, 2, 3], ids=["edition", "its folder", "pointer"])
def test_a_full_disk_leaves_what_stood(kolada, monkeypatch, failing):
    run(kolada)
    before = standing()
    kolada.values[SAFE, "2080", 2022] = {"T": 61.5}
    calls = []
    real = os.fsync

    def fsync(handle):
        calls.append(handle)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        assert "utrymme" in refused(kolada)
    assert standing().hash == before.hash
    assert not [path for path in (settings().local / "kolada").iterdir() if path.name.startswith(".")]


forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="forked children exist on POSIX only")


def in_child(action):
    """Do something in a forked child; return its exit code."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            action()
            code = 0
        except ProblemError:
            code = 7
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@forking
def test_a_file_that_may_not_grow_leaves_what_stood(kolada):
    before = standing()

    import resource

    def act():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        run(kolada)

    assert in_child(act) == 7
    assert_nothing_changed(before)
    assert run(kolada).exit_code == 0


@forking
def test_a_folder_that_may_not_be_written_leaves_what_stood(kolada, tmp_path):
    folder = settings().local / "kolada"
    folder.mkdir(parents=True)
    for path in (tmp_path, *tmp_path.parents[:3]):
        path.chmod(0o755)
    folder.chmod(0o555)
    before = standing()

    def act():
        if os.geteuid() == 0:
            os.seteuid(65534)
        run(kolada)

    assert in_child(act) == 7
    folder.chmod(0o755)
    assert_nothing_changed(before)
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_a_file_is_told(kolada):
    settings().local.write_text("en fil", encoding="utf-8")
    assert "lokalt" in refused(kolada)


def test_a_second_refresh_at_the_same_time_says_so_and_the_first_goes_on(kolada):
    inside, go_on = threading.Event(), threading.Event()

    def wait(path, query, number):
        inside.set()
        go_on.wait(10)

    kolada.fault = wait
    patient = stub.Patience(pause=0.0)
    first = []
    thread = threading.Thread(
        target=lambda: first.append(refresh(settings(), url=kolada.address, patience=patient))
    )
    thread.start()
    assert inside.wait(10)
    assert "redan" in refused(kolada)
    answer = subprocess.run(
        [sys.executable, "-m", "gnv", "refresh", "--json", "--url", kolada.address],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "redan" in json.loads(answer.stdout)["error"]
    go_on.set()
    thread.join()
    assert first[0].exit_code == 0
    assert len(read_records(settings().local / "kolada")) == 1


@pytest.mark.parametrize(
    "url", ["", "kolada", "ftp://api.kolada.se/v3", "javascript:alert(1)", "http://", "file:///etc/passwd"]
)
def test_an_address_that_is_none_is_told(product, monkeypatch, url):
    monkeypatch.setenv("GNV_KOLADA_URL", url or "kolada.se")
    with pytest.raises(ProblemError):
        refresh(settings(), patience=HASTY)


def test_the_address_is_read_from_the_environment(kolada, monkeypatch):
    monkeypatch.setenv("GNV_KOLADA_URL", kolada.address)
    assert refresh(settings(), patience=HASTY).source == kolada.address
