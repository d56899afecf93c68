from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from gnv.settings import settings
from gnv.store.engine import open_store
from gnv.store.place import database_file, has_store
from tests.conftest import ROOT


def at(url):
    return dataclasses.replace(settings(), database_url=url)


def test_without_an_address_the_file_lies_in_the_local_folder():
    assert database_file(settings()) == settings().local / "gnv.sqlite"


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:////srv/gnv/a b?%20#.db", "/srv/gnv/a b?%20#.db"),
        ("sqlite:///egen.db", "egen.db"),
        ("sqlite+pysqlite:////srv/x.sqlite", "/srv/x.sqlite"),
    ],
)
def test_an_sqlite_address_is_a_path(url, file):
    assert database_file(at(url)) == Path(file)


@pytest.mark.parametrize("url", ["postgresql+psycopg://gnv@db/gnv", "sqlite://", "mysql://db/gnv", "strunt"])
def test_any_other_address_is_no_file_and_is_told_of_when_it_is_opened(url):
    assert database_file(at(url)) is None
    assert has_store(at(url))


def test_looking_for_a_database_does_not_make_one():
    assert not has_store(settings())
    assert not settings().local.exists()
    open_store(settings()).close()
    assert has_store(settings())


def test_a_name_with_signs_of_an_address_is_a_name(tmp_path):
    where = at(f"sqlite:///{tmp_path}/å ä?x=1#%20.sqlite")
    open_store(where).close()
    assert (tmp_path / "å ä?x=1#%20.sqlite").exists()


@pytest.mark.slow
def test_looking_for_a_database_loads_no_sqlalchemy():
    code = "import gnv.store.place, gnv.assessment.scores, sys; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
