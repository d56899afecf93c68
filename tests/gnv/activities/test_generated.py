"""Activities that are written as files come back equal; whatever the bytes, only the problem is raised."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gnv.activities.days import days_in
from gnv.activities.form import Activity, State
from gnv.intake.choices import Principal
from gnv.intake.texts import folded
from gnv.problems import ProblemError
from gnv.report.activities import activities_export, activity_table
from gnv.report.exports import excel_csv, machine_csv, workbook
from gnv.tabular.columns import normal
from tests.examples import examples
from tests.gnv.activities.made import HEADINGS, activity, against, read, read_row, row
from tests.gnv.assessment.filled import areas, strategy
from tests.gnv.tabular.files import csv_file, unzipped, xlsx_file, zipped

SLOW = settings(examples(40), suppress_health_check=list(HealthCheck))
SIGNS = "aåäöÅÄÖéüß€–”’«»µ½ \u00a0\t;,\"'=+-@#.0123456789xyz<>\nčł✓😀→\u2028\u0301"


def clean(said: str) -> str:
    """Return a text as it is stored: composed, without blanks around it or a spreadsheet's apostrophe."""
    return unicodedata.normalize("NFC", said).strip().lstrip("'").strip()


def lines() -> st.SearchStrategy[str]:
    return st.text(SIGNS, max_size=12).map(lambda said: " ".join(clean(said).split()))


def texts() -> st.SearchStrategy[str]:
    return st.text(SIGNS, max_size=20).map(clean)


@st.composite
def made(draw: st.DrawFn) -> tuple[Activity, ...]:
    """Draw activities as they may stand, some of them under ids that tell nothing of their titles."""
    found: dict[tuple[str, str], Activity] = {}
    for number in range(draw(st.integers(1, 4))):
        title = f"Aktivitet {draw(lines())}".strip()
        starts = draw(st.dates(dt.date(2022, 7, 1), dt.date(2030, 1, 1)))
        form = activity(
            title,
            municipality=draw(st.sampled_from([*areas().dalarna, "0020"])),
            goals=tuple(sorted(draw(st.sets(st.integers(1, 5), min_size=1)))),
            principals=tuple(each for each in Principal if draw(st.booleans())) or (Principal.REGION,),
            target_group=draw(lines()),
            starts=starts,
            ends=draw(st.none() | st.dates(starts, dt.date(2035, 1, 1))),
            state=draw(st.sampled_from(State)),
            responsible=draw(lines()),
            result=draw(texts()),
            went_well=draw(texts()),
            was_hard=draw(texts()),
            judgement=draw(texts()),
            plan=draw(lines()),
            **({"id": f"ett-id-{number}"} if draw(st.booleans()) else {}),
        )
        found.setdefault((form.municipality, form.id), form)
    return tuple(found.values())


@SLOW
@given(made())
def test_what_is_exported_is_read_back_equal_in_every_format(told: tuple[Activity, ...]) -> None:
    machine = activities_export(told)
    people = activity_table(told, strategy(), areas())
    files = {
        "machine.csv": machine_csv(machine.frame).encode(),
        "machine.xlsx": workbook([machine]),
        "people.csv": excel_csv(people),
        "people.xlsx": workbook([people]),
    }
    for name, content in files.items():
        reading = against(read(content, name), *told)
        assert reading.errors == (), name
        assert reading.forms == told, name


@SLOW
@given(made())
def test_what_is_exported_can_be_read_where_nothing_stands(told: tuple[Activity, ...]) -> None:
    reading = against(read(machine_csv(activities_export(told).frame).encode()))
    assert (reading.errors, reading.forms) == ((), told)


@SLOW
@given(st.text(max_size=60), st.sampled_from(HEADINGS))
def test_any_text_in_any_cell_is_read_or_told(said: str, heading: str) -> None:
    with contextlib.suppress(ProblemError):  # the file itself may be refused, of control characters
        reading = read(csv_file([HEADINGS, row(**{heading: said})], quoting=csv.QUOTE_ALL))
        assert reading.errors or len(reading.forms) == 1
        for error in reading.errors:
            assert error.row
            assert error.message
            assert error.remedy


@examples(100)
@given(st.lists(st.text("Ab1! å-", min_size=1, max_size=4), min_size=1, max_size=6))
def test_ids_never_collide_whatever_the_titles(titles: list[str]) -> None:
    sound = [title for title in titles if normal(title) and not title.strip().startswith(("=", "-"))]
    distinct = {folded(title): title for title in sound}
    if distinct:
        rows = [HEADINGS, *(row(aktivitet=title) for title in distinct.values())]
        reading = against(read(csv_file(rows)), activity("A", id="ab"), activity("B", id="a-1"))
        assert reading.errors == ()
        assert len({form.id for form in reading.forms}) == len(distinct)


@examples(100)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back_in_each_of_its_forms(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    for cell in (day.isoformat(), day, f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}", serial):
        found = days_in(cell)
        assert found is not None
        assert (found.first, found.last) == (day, day)


@SLOW
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(ProblemError):
        read(content)


@pytest.mark.slow
@SLOW
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    parts = unzipped(xlsx_file([HEADINGS, row()]))
    name = data.draw(st.sampled_from(sorted(parts)))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProblemError):
        read(zipped({**parts, name: bytes(content)}))


@pytest.mark.parametrize("said", ["<" * 1900, "1," * 200, "och " * 100, "Anna " * 35, "12-" * 600, "@." * 90])
def test_no_text_takes_long_to_read(said: str) -> None:
    started = time.process_time()
    for heading in HEADINGS:
        read_row(**{heading: said})
    assert time.process_time() - started < 1
