"""Refreshing on the page Om, in each of its states."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access import stranger
from gnv.access.local import NOT_LOCAL, operator
from gnv.kolada.fetch import Progress
from gnv.kolada.record import Outcome, Record, Status, append_record
from gnv.problems import Problem
from gnv.settings import settings
from gnv.ui import person, refresh_job
from tests.conftest import Row
from tests.pages.page import open_page, texts

Write = Callable[[Iterable[Row]], str]

KEPT = Outcome(
    "U79133", Status.KEPT, 198, 2016, 2024, error="Svaret var tomt.", retrieved="2026-08-20", acceptable=True
)
UPDATED = Outcome("U23521", Status.UPDATED, 7249, 2012, 2022, new=6987, revised=3, retrieved="2026-11-01")
HOSTILE = "<b>fet</b> [länk](javascript:alert(1))"


@pytest.fixture(autouse=True)
def _no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_job, "_latest", None)


@pytest.fixture
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "current", operator)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Return what refreshes were started with; none is run."""
    calls: list[tuple[str, ...]] = []
    monkeypatch.setattr(refresh_job, "start", lambda _where, accepted=(): calls.append(tuple(accepted)))
    return calls


def record(local: Path, *outcomes: Outcome, notes: tuple[str, ...] = (), reached: bool = True) -> None:
    (local / "kolada").mkdir(exist_ok=True)
    done = Record(
        "2026-11-02T03:04:05+00:00", "https://api.kolada.se/v3", "", "", outcomes, (), notes, reached
    )
    append_record(local / "kolada", done)


def said(test: AppTest) -> str:
    return " ".join(element.value for element in test.markdown) + texts(test)


def labels(test: AppTest) -> list[str]:
    return [button.label for button in test.button]


def test_who_may_not_is_told_so_and_has_no_button() -> None:
    test = open_page("om")
    assert NOT_LOCAL in " ".join(element.value for element in test.info)
    assert labels(test) == []


def test_who_may_starts_a_refresh_with_one_click(may: None, started: list[tuple[str, ...]]) -> None:
    test = open_page("om")
    test.button(key="hamta-nu").click().run()
    assert started == [()]


def test_a_click_of_someone_who_no_longer_may_starts_nothing(
    may: None, started: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    test = open_page("om")
    monkeypatch.setattr(person, "current", lambda: stranger(NOT_LOCAL))
    test.button(key="hamta-nu").click().run()
    assert started == []


def test_before_any_refresh_the_log_says_so(may: None) -> None:
    assert "Ingen hämtning" in said(open_page("om"))


def test_a_running_refresh_shows_how_far_it_has_come_in_place_of_the_button(
    may: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress(done={"U23521": 125, "U79133": 22}, total={"U23521": 312, "U79133": 22})
    monkeypatch.setattr(refresh_job, "_latest", refresh_job.Job(progress=progress))
    test = open_page("om")
    assert "125 av 312" in texts(test)
    assert labels(test) == []


def test_a_refresh_that_could_not_be_done_says_why(may: None, monkeypatch: pytest.MonkeyPatch) -> None:
    job = refresh_job.Job(problem=Problem("Disken är full.", "Frigör utrymme."), running=False)
    monkeypatch.setattr(refresh_job, "_latest", job)
    test = open_page("om")
    assert "Frigör utrymme" in test.error[0].value
    assert test.button(key="hamta-nu")


def test_the_log_tells_what_was_kept_and_how_old_it_is(may: None, local: Path) -> None:
    record(local, UPDATED, KEPT)
    told = said(open_page("om"))
    for fact in ("2 november 2026", "6\u00a0987 nya", "3 ändrade", "Svaret var tomt", "2026-08-20"):
        assert fact in told


def test_a_loss_can_be_accepted(may: None, local: Path, started: list[tuple[str, ...]]) -> None:
    record(local, UPDATED, KEPT)
    test = open_page("om")
    test.button_group(key="godta").set_value(["U79133"]).run()
    test.button(key="godta-nu").click().run()
    assert started == [("U79133",)]


def test_earlier_refreshes_can_be_read(local: Path) -> None:
    record(local, KEPT)
    record(local, UPDATED)
    test = open_page("om")
    assert "Svaret var tomt" not in said(test)
    test.session_state["tidigare"] = True
    test.run()
    assert test.selectbox(key="tidigare-val")
    assert "Svaret var tomt" in said(test)


def test_one_click_goes_back_to_what_was_shipped(may: None, local: Path, own_edition: Write) -> None:
    own_edition([("U23521", "2080", 2022, "T", 12.0)])
    test = open_page("om")
    test.button(key="ga-tillbaka").click().run()
    assert "3\u00a0219 värden" in said(test)
    assert "De medföljande värdena gäller igen" in said(test)


def test_a_refresh_that_fails_unexpectedly_gives_a_number_that_the_log_has(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(refresh_job, "refresh", fail)
    refresh_job.start(settings())
    job = refresh_job.latest()
    assert job is not None
    _wait_for(job)
    assert job.problem is not None
    number = job.problem.what.rsplit("felnummer ", 1)[1].strip(").")
    assert number in caplog.text


def test_a_failure_is_no_longer_told_once_a_later_refresh_has_been_done(
    may: None, local: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = refresh_job.Job(problem=Problem("Disken är full.", "Frigör utrymme."), running=False)
    monkeypatch.setattr(refresh_job, "_latest", job)
    job.ended = "2026-11-01T00:00:00+00:00"
    record(local, UPDATED)
    assert not open_page("om").error


def _wait_for(job: refresh_job.Job) -> None:
    end = time.monotonic() + 30
    while job.running and time.monotonic() < end:
        time.sleep(0.01)
    assert not job.running


def test_hostile_words_in_the_log_stay_words(local: Path) -> None:
    record(local, UPDATED, notes=(HOSTILE,))
    assert "\\<b\\>" in said(open_page("om"))


def test_a_broken_log_leaves_the_page_up(local: Path) -> None:
    record(local, UPDATED)
    good = (local / "kolada" / "hamtningar.jsonl").read_text("utf-8")
    with (local / "kolada" / "hamtningar.jsonl").open("ab") as log:
        log.write(good.replace("2026-11-02T", "![bild](http://x/a.png)").encode())
        log.write(good.replace("7249", "1" + "0" * 30).encode())
        log.write(good.replace("https://api.kolada.se/v3", "http://[").encode())
        log.write(b'{"time": 5}\n\xff\xfe\n{"half')
    assert "6\u00a0987 nya" in said(open_page("om"))
