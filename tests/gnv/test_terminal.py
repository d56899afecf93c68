"""The command ``refresh``, as people and as machines read it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from gnv.__main__ import app
from gnv.kolada import client
from gnv.kolada.record import read_records
from gnv.settings import settings
from tests import kolada_stub as stub
from tests.conftest import ROOT
from tests.kolada_stub import HASTY, KoladaStub

pytestmark = pytest.mark.slow


@pytest.fixture
def kolada(shipped, strategy, monkeypatch):
    monkeypatch.setattr(client, "Patience", lambda: HASTY)
    values = {}
    for row in shipped.values.itertuples():
        values.setdefault((row.kpi, row.municipality, row.year), {})[row.gender] = row.value
    known = [each.id for each in strategy.indicators] + [each.successor for each in strategy.indicators]
    with KoladaStub(values=values, catalogue=stub.described(*filter(None, known))) as server:
        yield server


def call(kolada, *arguments):
    return CliRunner().invoke(app, ["refresh", "--url", kolada.address, *arguments])


def test_json_has_the_promised_fields(kolada, strategy):
    kolada.values["U23521", "2080", 2022] = {"T": 12.0, "K": 1.0}
    answer = call(kolada, "--json")
    told = json.loads(answer.stdout)
    fields = {"id", "status", "rows", "first", "last", "new", "revised", "gone", "error"}
    assert all(fields <= each.keys() for each in told["kpis"])
    assert len(told["kpis"]) == 17
    assert told["requests"] == len(kolada.asked)
    assert told["seconds"] >= 0


def test_people_read_what_was_revised_from_what_to_what(kolada):
    kolada.values["U23521", "2080", 2022]["T"] = 12.0
    answer = call(kolada)
    assert answer.exit_code == 0
    assert "U23521 Falun 2022: 87 → 12" in answer.stdout


def test_codes_tell_what_became_of_it(kolada):
    kolada.fault = lambda path, query, number: stub.status(500) if "U79133" in path else None
    assert call(kolada).exit_code == 3
    kolada.fault = stub.always(stub.status(500))
    assert call(kolada).exit_code == 1
    kolada.fault = lambda path, query, number: None
    assert call(kolada).exit_code == 0


def test_a_loss_can_be_accepted_and_the_shipped_figures_come_back(kolada):
    kolada.values = {key: said for key, said in kolada.values.items() if key[:2] != ("U79133", "0001")}
    answer = call(kolada)
    assert answer.exit_code == 3
    assert "--accept U79133" in answer.stdout
    assert call(kolada, "--accept", "U79133").exit_code == 0
    assert call(kolada, "--reset").exit_code == 0
    assert read_records(settings().local / "kolada")[0].source == ""


def test_changes_of_the_latest_refresh_are_exported(kolada):
    call(kolada)
    kolada.values["U23521", "2080", 2022]["T"] = 12.0
    call(kolada)
    call(kolada, "--reset")
    rows = json.loads(CliRunner().invoke(app, ["export", "changes", "--json"]).stdout)
    assert rows == [
        {
            "kpi": "U23521",
            "municipality": "2080",
            "year": 2022,
            "gender": "T",
            "change": "ändrad",
            "before": 87,
            "after": 12,
        }
    ]


def test_without_any_refresh_there_are_no_changes():
    answer = CliRunner().invoke(app, ["export", "changes"])
    assert answer.stdout.splitlines() == ["kpi,municipality,year,gender,change,before,after"]


def test_a_wrong_address_is_told_in_json_too():
    answer = CliRunner().invoke(app, ["refresh", "--url", "ftp://x", "--json"])
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["kpis"] == []
    assert json.loads(answer.stdout)["error"]


def test_a_screen_that_knows_no_arrows_is_no_obstacle(kolada):
    kolada.values["U23521", "2080", 2022]["T"] = 12.0
    answer = subprocess.run(
        [sys.executable, "-m", "gnv", "refresh", "--url", kolada.address],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert "87 → 12" in answer.stdout.decode("utf-8")
