from __future__ import annotations

from pathlib import Path

import pytest

from gnv.settings import KOLADA_URL, settings
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def _bare(monkeypatch):
    for name in ("GNV_DATA_DIR", "GNV_KOLADA_URL", "GNV_ACCESS", "GNV_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_without_an_environment_everything_has_a_place():
    found = settings()
    assert found.shipped == ROOT / "data"
    assert found.local == ROOT / "data" / "lokalt"
    assert found.geo == ROOT / "geo"
    assert found.kolada_url == KOLADA_URL
    assert found.read_only is False
    assert found.database_url == ""


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_address_gets_the_driver_that_is_installed(monkeypatch, scheme):
    monkeypatch.setenv("GNV_DATABASE_URL", f" {scheme}://gnv:hemligt@db:5432/gnv ")
    assert settings().database_url == "postgresql+psycopg://gnv:hemligt@db:5432/gnv"


def test_an_sqlite_address_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("GNV_DATABASE_URL", "sqlite:////srv/postgres://gnv.sqlite")
    assert settings().database_url == "sqlite:////srv/postgres://gnv.sqlite"


def test_kolada_is_asked_over_an_encrypted_connection():
    assert KOLADA_URL.startswith("https://")


@pytest.mark.parametrize("blank", ["", " ", "\t\n "])
def test_blanks_are_as_nothing(monkeypatch, blank):
    before = settings()
    for name in ("GNV_DATA_DIR", "GNV_KOLADA_URL", "GNV_ACCESS", "GNV_DATABASE_URL"):
        monkeypatch.setenv(name, blank)
    assert settings() == before


@pytest.mark.parametrize("around", ["{}", " {} ", "{}\n"])
def test_blanks_around_what_is_said_are_left_out(monkeypatch, around):
    monkeypatch.setenv("GNV_DATA_DIR", around.format("egna filer"))
    monkeypatch.setenv("GNV_KOLADA_URL", around.format("http://localhost:9/v3"))
    monkeypatch.setenv("GNV_ACCESS", around.format("read-only"))
    found = settings()
    assert found.local == Path("egna filer")
    assert found.kolada_url == "http://localhost:9/v3"
    assert found.read_only is True


def test_the_app_writes_where_it_is_told_and_what_is_shipped_stays(monkeypatch, tmp_path):
    monkeypatch.setenv("GNV_DATA_DIR", str(tmp_path))
    assert settings().local == tmp_path
    assert settings().shipped == ROOT / "data"


def test_a_home_is_found(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("GNV_DATA_DIR", "~/gnv")
    assert settings().local == tmp_path / "gnv"


@pytest.mark.parametrize("said", ["READ-ONLY", "readonly", "true", "något annat"])
def test_a_word_that_is_not_known_closes_writing_rather_than_leaving_it_open(monkeypatch, said):
    monkeypatch.setenv("GNV_ACCESS", said)
    assert settings().read_only is True


def test_a_changed_environment_is_heard(monkeypatch):
    monkeypatch.setenv("GNV_ACCESS", "read-only")
    monkeypatch.setenv("GNV_KOLADA_URL", "http://localhost:9/v3")
    assert settings().read_only is True
    monkeypatch.delenv("GNV_ACCESS")
    monkeypatch.delenv("GNV_KOLADA_URL")
    assert settings().read_only is False
    assert settings().kolada_url == KOLADA_URL
