"""The press prints in a process of its own; whatever happens there is told here."""

import concurrent.futures
import sys

import pytest

from gnv.report import press
from gnv.report.press import PressError, drawn
from tests.gnv.report.documents import SVG


def let_it_be(monkeypatch, code: str) -> None:
    monkeypatch.setattr(press, "_COMMAND", (sys.executable, "-c", code))


def test_a_process_that_ends_badly_is_told_with_what_it_said(monkeypatch):
    let_it_be(monkeypatch, "import sys; sys.exit('slut på papper')")
    with pytest.raises(PressError, match="slut på papper"):
        drawn([(SVG, 1.0)])


def test_a_process_that_is_killed_is_told(monkeypatch):
    let_it_be(monkeypatch, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(PressError, match="ended with -9"):
        drawn([(SVG, 1.0)])


def test_a_process_that_never_ends_is_ended(monkeypatch):
    let_it_be(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(press, "_LONGEST_SECONDS", 0.2)
    with pytest.raises(PressError, match="did not answer"):
        drawn([(SVG, 1.0)])


def test_a_process_that_cannot_be_started_is_told(monkeypatch):
    monkeypatch.setattr(press, "_COMMAND", ("/finns/inte",))
    with pytest.raises(PressError, match="did not answer"):
        drawn([(SVG, 1.0)])


def test_nothing_to_draw_starts_no_process(monkeypatch):
    monkeypatch.setattr(press, "_COMMAND", ("/finns/inte",))
    assert drawn([]) == []


@pytest.mark.slow
def test_after_a_fault_it_prints_again_and_each_gets_their_own(monkeypatch):
    with monkeypatch.context() as broken:
        let_it_be(broken, "raise SystemExit(1)")
        with pytest.raises(PressError):
            drawn([(SVG, 1.0)])
    with concurrent.futures.ThreadPoolExecutor(3) as threads:
        several = list(threads.map(lambda scale: drawn([(SVG, scale)])[0], (1.0, 2.0, 3.0)))
    assert [int.from_bytes(png[16:20], "big") for png in several] == [200, 400, 600]
