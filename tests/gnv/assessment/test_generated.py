"""Forms that are written as files come back equal; whatever the bytes, nothing but the problem is raised."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gnv.assessment.columns import Shape
from gnv.assessment.form import Answer, Form, Unit
from gnv.assessment.reading import Reading
from gnv.intake.choices import Principal
from gnv.intake.texts import folded
from gnv.problems import ProblemError
from tests.examples import examples, rounds
from tests.gnv.assessment.filled import LONG, WIDE, areas, read, row, strategy
from tests.gnv.tabular.files import csv_file, unzipped, xlsx_file, zipped

EXAMPLES = rounds(45)  # for each of 4 encodings × 3 delimiters × 2 shapes: 1,080 files in all rounds
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
SLOW = settings(examples(EXAMPLES), suppress_health_check=list(HealthCheck))
WINDOWS = "aåäöÅÄÖéüß€–”’«»µ½ \u00a0\t;,\"'=+-@#.0123456789xyz<>\n"
BEYOND = "čł✓😀→ĺ\u2028\u0301"


def clean(said: str) -> str:
    """Return a text as it is stored: composed, without blanks around it or a spreadsheet's apostrophe."""
    return unicodedata.normalize("NFC", said).strip().lstrip("'").strip()


def names(alphabet: str) -> st.SearchStrategy[str]:
    words = st.text(alphabet, min_size=1, max_size=20).map(lambda said: " ".join(clean(said).split()))
    return words.map(lambda said: f"Exempelenhet {said}".strip())


def answers(alphabet: str) -> st.SearchStrategy[tuple[float | None, int | None, str]]:
    score = st.one_of(st.none(), st.integers(10, 50).map(lambda tenths: tenths / 10))
    return st.tuples(score, st.none() | st.integers(1, 99), st.text(alphabet, max_size=15).map(clean))


@st.composite
def forms(draw: st.DrawFn, alphabet: str, shape: Shape) -> tuple[Form, ...]:
    """Draw forms as a file can hold them: the wide shape has one number and one comment a unit."""
    found = []
    for name in draw(st.lists(names(alphabet), min_size=1, max_size=4, unique_by=folded)):
        unit = Unit(
            draw(st.sampled_from(["2024", "2025", "2025-1", "2025-2"])),
            draw(st.sampled_from([*areas().dalarna, "0020"])),
            draw(st.sampled_from(list(Principal))),
            name,
        )
        told = draw(st.lists(answers(alphabet), min_size=5, max_size=5))
        if shape is Shape.WIDE:
            told = [(score, *told[0][1:]) for score, *_ in told]
        found.append(
            Form(
                unit,
                tuple(
                    Answer(goal.number, goal.statements[0], score, count if score else None, comment)
                    for goal, (score, count, comment) in zip(strategy().goals, told, strict=True)
                ),
            )
        )
    return tuple(found)


def rows_of(form: Form, shape: Shape, decimal: str | None) -> list[list[object]]:
    """Return a form's rows as a person fills them in; numbers stay numbers without a decimal sign."""

    def written(value: float | None) -> object:
        if value is None or decimal is None:
            return value
        return f"{value:g}".replace(".", decimal)

    unit = form.unit
    who = [unit.round, unit.municipality, areas().name(unit.municipality), str(unit.principal), unit.name]
    if shape is Shape.WIDE:
        count = next((each.respondents for each in form.answers if each.respondents), None)
        return [[*who, *(written(each.score) for each in form.answers), count, form.answers[0].comment]]
    return [
        [*who, each.goal, each.statement, written(each.score), each.respondents, each.comment]
        for each in form.answers
    ]


def headings_of(shape: Shape) -> list[str]:
    return list(LONG if shape is Shape.LONG else WIDE)


def assert_equal(reading: Reading, told: tuple[Form, ...], shape: Shape) -> None:
    assert reading.errors == ()
    assert reading.shape is shape
    assert reading.forms == told


@pytest.mark.slow
@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_generated_files_come_back_equal(encoding: str, delimiter: str, shape: Shape) -> None:
    alphabet = WINDOWS if encoding == "cp1252" else WINDOWS + BEYOND

    @SLOW
    @given(
        forms(alphabet, shape),
        st.sampled_from([",", "."]),
        st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        st.randoms(use_true_random=False),
    )
    def come_back(told: tuple[Form, ...], decimal: str, quoting: int, random: object) -> None:
        order = list(range(len(headings_of(shape)) + 1))
        random.shuffle(order)
        rows = [[*headings_of(shape), "Tidstämpel"]]
        rows += [[*line, "x"] for form in told for line in rows_of(form, shape, decimal)]
        mixed = [[line[place] for place in order] for line in rows]
        content = csv_file([mixed[0], [], *mixed[1:]], delimiter, encoding, quoting=quoting)
        assert_equal(read(content), told, shape)

    come_back()


@pytest.mark.slow
@pytest.mark.parametrize("shape", list(Shape))
def test_generated_workbooks_come_back_equal(shape: Shape) -> None:
    @SLOW
    @given(forms((WINDOWS + BEYOND).replace("=", ""), shape))  # openpyxl takes such texts for formulas
    def come_back(told: tuple[Form, ...]) -> None:
        rows = [line for form in told for line in rows_of(form, shape, None)]
        assert_equal(read(xlsx_file([headings_of(shape), *rows])), told, shape)

    come_back()


def only_a_problem(content: bytes) -> None:
    with contextlib.suppress(ProblemError):
        assert isinstance(read(content), Reading)


LONG_FILE = csv_file([LONG, *(row(delmål=number) for number in range(1, 6))])
WIDE_FILE = csv_file([WIDE, row(WIDE)])
WORKBOOK = xlsx_file([WIDE, row(WIDE, nära_för_mig=4.5, omgång=dt.date(2025, 1, 1))])
SNIPPETS = [
    b"",
    b";",
    b'"',
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b"=",
    b"'",
    b"-1",
    b"1e999",
    b"99999999999999999999",
]


@pytest.mark.slow
@examples(300)
@given(st.sampled_from([b"", b"omg\xc3\xa5ng;kommun\n", b"PK\x03\x04", LONG_FILE]), st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_the_problem(start: bytes, rest: bytes) -> None:
    only_a_problem(start + rest)


@pytest.mark.slow
@examples(300)
@given(
    st.sampled_from([LONG_FILE, WIDE_FILE, WORKBOOK]),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 4), st.sampled_from(SNIPPETS)), max_size=4),
)
def test_mutated_files_raise_nothing_but_the_problem(
    content: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    for percent, length, snippet in changes:
        place = len(content) * percent // 100
        content = content[:place] + snippet + content[place + length :]
    only_a_problem(content)


@pytest.mark.slow
@examples(200)
@given(
    st.sampled_from(sorted(unzipped(WORKBOOK))),
    st.integers(0, 99),
    st.integers(0, 20),
    st.sampled_from(SNIPPETS),
)
def test_mutated_workbooks_raise_nothing_but_the_problem(
    part: str, percent: int, length: int, snippet: bytes
) -> None:
    parts = unzipped(WORKBOOK)
    place = len(parts[part]) * percent // 100
    parts[part] = parts[part][:place] + snippet + parts[part][place + length :]
    only_a_problem(zipped(parts))


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=dt.date(1901, 1, 1)),
    st.text(WINDOWS + BEYOND + "\u200b\x85", max_size=9),
    st.sampled_from(["2025", "kommun", "Falun", "1", "20", "5", "jan-25", "=1", "#REF!", "٣", "²", "１"]),
)


@pytest.mark.slow
@examples(rounds(300))
@given(
    st.sampled_from([LONG, WIDE]), st.lists(st.lists(CELLS, min_size=12, max_size=12), min_size=1, max_size=4)
)
def test_any_cells_below_the_headings_are_read_or_told(
    headings: tuple[str, ...], rows: list[list[object]]
) -> None:
    for content in (csv_file([headings, *rows]), xlsx_file([headings, *rows])):
        only_a_problem(content)


def test_the_files_that_are_changed_are_sound() -> None:
    assert [len(read(content).errors) for content in (LONG_FILE, WIDE_FILE, WORKBOOK)] == [0, 0, 0]
