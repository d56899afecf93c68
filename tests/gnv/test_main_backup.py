"""Backing up and putting back from the command line: what is said, and the exit codes."""

from __future__ import annotations

import json
import sys

import pytest

from gnv.__main__ import main
from gnv.access.local import operator
from gnv.settings import settings
from tests.gnv.backups import FILES, files, fill_database, fill_folder, rows, without_restoring

pytestmark = pytest.mark.database


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs the command line and returns what it says to standard output and error."""

    def call(*arguments, code=0):
        monkeypatch.setattr(sys, "argv", ["gnv", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        said = capsys.readouterr()
        assert caught.value.code == code, said.err
        return said.err if code else said.out

    return call


def test_a_backup_is_made_and_put_back(run, tmp_path):
    file = tmp_path / "kopia.zip"
    fill_database(settings())
    fill_folder()
    before = rows(settings())
    said = run("backup", file)
    assert str(file) in said
    assert "formulär: 4" in said
    assert f"Filer: {len(FILES)}" in said
    fill_database(settings())
    (settings().local / "strategi.toml").unlink()
    said = run("restore", file)
    (kept,) = settings().local.glob("fore-*.zip")
    assert str(kept) in said
    assert without_restoring(rows(settings())) == before
    assert files() == FILES
    assert rows(settings())["audit"][-1][2] == operator().identity


def test_machines_get_json(run, tmp_path):
    file = tmp_path / "kopia.zip"
    fill_database(settings())
    made = json.loads(run("backup", file, "--json"))
    assert (made["submissions"], made["files"]) == (4, 0)
    held = json.loads(run("restore", file, "--json"))
    assert {name: held[name] for name in made} == made
    (kept,) = settings().local.glob("fore-*.zip")
    assert held["kept"] == str(kept)


def test_a_machine_with_nothing_on_it_can_be_backed_up(run, tmp_path):
    run("backup", tmp_path / "kopia.zip")
    assert not settings().local.exists()
    run("restore", tmp_path / "kopia.zip")
    assert files() == {}


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_what_cannot_be_done_is_told_in_a_sentence_and_ends_with_1(run, tmp_path, extra):
    other = tmp_path / "annan.zip"
    other.write_bytes(b"PK")
    for command, file in (("restore", tmp_path / "saknas.zip"), ("restore", other), ("backup", other)):
        said = run(command, file, *extra, code=1)
        assert file.name in said
        assert "Inget är ändrat" in said
        assert "Traceback" not in said
    assert other.read_bytes() == b"PK"
