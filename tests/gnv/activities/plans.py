"""Local plans, priorities and PDF files, made by the tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
import zlib

from gnv.activities.form import State, id_of
from gnv.activities.plan import Plan
from gnv.activities.priority import Priority

TODAY = dt.date(2025, 11, 3)
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
SAID = {
    "name": "Plan för nära vård",
    "starts": "2024-01-01",
    "ends": "2027-12-31",
    "decided_by": "kommunstyrelsen",
    "decided": "2023-11-20",
    "link": "https://www.example.org/plan?id=1",
    "followed_up": "2025-10-02",
}


def plan(name: str = "Plan för nära vård", *municipalities: str, **said: object) -> Plan:
    """Return a plan, of Falun where no other municipality is given."""
    made = Plan(
        id=id_of(name),
        name=name,
        municipalities=municipalities or ("2080",),
        starts=dt.date(2024, 1, 1),
        ends=dt.date(2027, 12, 31),
        decided_by="kommunstyrelsen",
        decided=dt.date(2023, 11, 20),
        link="https://www.example.org/plan",
        followed_up=dt.date(2025, 10, 2),
    )
    return dataclasses.replace(made, **said)


def priority(title: str = "Fast vårdkontakt", year: str = "2026", **said: object) -> Priority:
    """Return a priority, of two sub-goals."""
    made = Priority(
        year=year,
        id=id_of(title),
        title=title,
        goals=(1, 4),
        state=State.PLANNED,
        target_group="äldre",
        text="Alla kommuner\ninför det.",
        decided=dt.date(2025, 12, 4),
    )
    return dataclasses.replace(made, **said)


def pdf_with(objects: bytes, *, packed: bool = False) -> bytes:
    """Return a PDF that has some objects more, among those that stand plain or those that are packed."""
    if packed:
        inner = zlib.compress(objects)
        objects = b"7 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode>> stream\r\n" + inner
        objects += b"\r\nendstream endobj"
    return PDF.replace(b"trailer", objects + b"\ntrailer")
