"""What goes wrong where the figures are to lie, and where the address does not."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading

import pytest

from gnv.kolada.record import read_records
from gnv.kolada.refresh import refresh
from gnv.problems import ProblemError
from gnv.settings import settings
from tests import kolada_stub as stub
from tests.conftest import ROOT
from tests.forked import REFUSED, forking, in_child, limited, nobody
from tests.gnv.kolada.refresh.conftest import SAFE, assert_nothing_changed, run, standing
from tests.kolada_stub import HASTY

pytestmark = pytest.mark.slow


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


@forking
def test_a_file_that_may_not_grow_leaves_what_stood(kolada):
    before = standing()
    assert in_child(lambda: [limited(1000), run(kolada)]) == REFUSED
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
    assert in_child(lambda: [nobody(), run(kolada)]) == REFUSED
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
