from __future__ import annotations

import datetime as dt
import types

import pytest

from gnv.times import age_text, day_text, time_text, today

NO_DAYS = ["", "i fjol", "2026", "2026-13-01", "2026-02-30", "<NA>", "\x00", "<b>2026-01-01</b>", "9" * 5_000]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-30T21:59:59+00:00", "2026-06-30"),
        ("2026-06-30T22:00:00+00:00", "2026-07-01"),
        ("2026-12-31T22:59:59+00:00", "2026-12-31"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01"),
    ],
)
def test_today_is_the_day_it_is_in_sweden(monkeypatch, moment, day):
    clock = types.SimpleNamespace(now=dt.datetime.fromisoformat(moment).astimezone)
    monkeypatch.setattr("gnv.times.dt", types.SimpleNamespace(datetime=clock))
    assert today().isoformat() == day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-10-04", "4 oktober 2026"),
        ("2024-02-29", "29 februari 2024"),
        ("1999-12-31", "31 december 1999"),
    ],
)
def test_a_day_is_told_in_words(day, words):
    assert day_text(day) == words


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_given_back_and_has_no_age(text):
    assert day_text(text) == text
    assert time_text(text) == text
    assert age_text(text, dt.date(2026, 11, 22)) == ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-22T03:22:00+00:00", ("22 november 2026", "04.22")),
        ("2026-11-22T03:22:00Z", ("22 november 2026", "04.22")),
        ("2026-11-22T03:22:59.999999+00:00", ("22 november 2026", "04.22")),
        ("2026-07-01T03:22:00+00:00", ("1 juli 2026", "05.22")),
        ("2026-12-31T23:05:00+00:00", ("1 januari 2027", "00.05")),
        ("2026-06-30T22:00:00+00:00", ("1 juli 2026", "00.00")),
        ("2026-11-22T03:22:00-05:00", ("22 november 2026", "09.22")),
        ("2026-03-29T00:59:00+00:00", ("29 mars 2026", "01.59")),
        ("2026-03-29T01:00:00+00:00", ("29 mars 2026", "03.00")),
    ],
)
def test_a_time_is_told_as_it_is_in_sweden(moment, words):
    assert time_text(moment).startswith(words[0])
    assert time_text(moment).endswith(words[1])


def test_a_time_without_a_zone_is_in_utc():
    assert time_text("2026-07-01T03:22:00") == time_text("2026-07-01T03:22:00+00:00")


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_time_at_the_edge_of_the_calendar_is_given_back(moment):
    assert time_text(moment) == moment


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-22", "i dag"),
        ("2026-11-21", "i går"),
        ("2026-11-20", "för 2 dagar sedan"),
        ("2026-11-17", "för 5 dagar sedan"),
        ("2026-11-08", "för 2 veckor sedan"),
        ("2026-09-22", "för 2 månader sedan"),
        ("2025-11-22", "för 1 år sedan"),
        ("2024-11-22", "för 2 år sedan"),
        ("2006-11-22", "för 20 år sedan"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(day, words):
    assert age_text(day, dt.date(2026, 11, 22)) == words


def test_a_day_that_has_begun_elsewhere_first_is_today():
    assert age_text("2026-11-23", dt.date(2026, 11, 22)) == "i dag"
