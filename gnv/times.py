"""Days and times as Swedes read them: stored in UTC, shown in Europe/Stockholm."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta

_ZONE = ZoneInfo("Europe/Stockholm")
_LOCALE = "sv_SE"


def today() -> dt.date:
    """Return the day it is in Sweden."""
    return dt.datetime.now(_ZONE).date()


def day_text(day: str) -> str:
    """Return an ISO day in words (4 oktober 2026); what is no day is given back as it is."""
    try:
        return format_date(dt.date.fromisoformat(day), "d MMMM y", locale=_LOCALE)
    except ValueError:
        return day


def time_text(moment: str) -> str:
    """Return an ISO time in UTC as Swedish time (22 november 2026 kl. 04.22)."""
    try:
        told = dt.datetime.fromisoformat(moment)
        aware = told if told.tzinfo else told.replace(tzinfo=dt.UTC)
        local = aware.astimezone(_ZONE)
    except (ValueError, OverflowError):
        return moment
    return format_datetime(local, "d MMMM y 'kl.' HH.mm", locale=_LOCALE)


def age_text(day: str, now: dt.date) -> str:
    """Return how long ago an ISO day was (i dag, i går, för 2 år sedan), or nothing where it is no day."""
    try:
        days = (now - dt.date.fromisoformat(day)).days
    except ValueError:
        return ""
    if days < 2:
        return "i går" if days == 1 else "i dag"
    return format_timedelta(-dt.timedelta(days=days), threshold=1, add_direction=True, locale=_LOCALE)
