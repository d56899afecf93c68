from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.kolada.record import LOG_FILE, Outcome, Record, Status, append_record, read_records
from tests.examples import examples

KEPT = Outcome(
    "U79133", Status.KEPT, 20, 2016, 2022, error="Svaret var tomt.", retrieved="2026-01-01", acceptable=True
)
FULL = Record(
    time="2026-11-22T03:22:00+00:00",
    source="https://api.kolada.se/v3",
    before="0123456789abcdef",
    after="fedcba9876543210",
    kpis=(Outcome("U23521", Status.UPDATED, 300, 2012, 2022, 7, 3, 1, retrieved="2026-11-22"), KEPT),
    successors=(Outcome("N78114", Status.EMPTY),),
    notes=("Åtta områden svarade inte: Älvdalen,\nOrsa … \u2028 \x00 <b>'\"",),
    reached=True,
    requests=17,
    seconds=12.34,
)


def numbered(number: int, **changes) -> Record:
    return Record(time=f"2026-01-01T00:00:{number:02d}+00:00", source="", before="", after="", **changes)


def line(number: int = 0) -> bytes:
    return json.dumps(numbered(number).to_json()).encode()


@pytest.mark.parametrize("record", [FULL, numbered(0)], ids=["full", "bare"])
def test_what_is_appended_is_read(tmp_path, record):
    append_record(tmp_path, record)
    assert read_records(tmp_path) == [record]


def test_the_latest_record_comes_first(tmp_path):
    written = [numbered(number) for number in range(5)]
    for record in written:
        append_record(tmp_path, record)
    assert read_records(tmp_path) == written[::-1]


def test_each_record_is_one_line(tmp_path):
    for _ in range(3):
        append_record(tmp_path, FULL)
    content = (tmp_path / LOG_FILE).read_bytes()
    assert content.count(b"\n") == 3
    assert all(json.loads(each)["before"] == FULL.before for each in content.splitlines())


def test_plain_json_of_a_record_is_a_line_of_the_log(tmp_path):
    (tmp_path / LOG_FILE).write_text(json.dumps(FULL.to_json()), encoding="utf-8")
    assert read_records(tmp_path) == [FULL]


@pytest.mark.parametrize("left", [1, 20, -20, -1])
def test_a_half_written_last_line_is_the_only_one_lost(tmp_path, left):
    (tmp_path / LOG_FILE).write_bytes(line(1) + b"\n" + line(2)[:left])
    assert read_records(tmp_path) == [numbered(1)]
    append_record(tmp_path, numbered(3))
    append_record(tmp_path, numbered(4))
    assert read_records(tmp_path) == [numbered(4), numbered(3), numbered(1)]


def test_a_whole_last_line_without_its_end_is_not_lost(tmp_path):
    (tmp_path / LOG_FILE).write_bytes(line(1))
    append_record(tmp_path, numbered(2))
    assert read_records(tmp_path) == [numbered(2), numbered(1)]


def with_field(**fields) -> bytes:
    return json.dumps(numbered(9).to_json() | fields).encode()


HOSTILE = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"\x00\xff\xfe\x80PAR1\r", id="binary"),
    pytest.param(line().replace(b"2026", b"\xff\xff\xff\xff", 1), id="no text"),
    pytest.param("hämtat i går".encode(), id="prose"),
    pytest.param(b"null", id="null"),
    pytest.param(b"[]", id="list"),
    pytest.param(b'"text"', id="text"),
    pytest.param(b"{}", id="no fields"),
    pytest.param(line()[:-1], id="cut"),
    pytest.param(line() + line(), id="two in one"),
    pytest.param(with_field(time=5), id="time is a number"),
    pytest.param(with_field(before=None), id="no hash"),
    pytest.param(with_field(kpis="U23521"), id="key figures are text"),
    pytest.param(with_field(kpis=[{"id": "U23521", "status": "okänt"}]), id="unknown status"),
    pytest.param(with_field(kpis=[{"id": "U23521", "status": "kept", "rows": {}}]), id="rows are an object"),
    pytest.param(with_field(kpis=[{"status": "kept"}]), id="no id"),
    pytest.param(with_field(notes=[["text"]]), id="notes in notes"),
    pytest.param(with_field(requests=0.5), id="half a request"),
    pytest.param(line().replace(b'"requests": 0', b'"requests": ' + b"9" * 9_000), id="endless number"),
    pytest.param(b"[" * 50_000, id="deep lists"),
    pytest.param(b'{"kpis":' * 50_000, id="deep objects"),
    pytest.param(b"x" * 900_000, id="huge"),
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_line_that_is_no_record_is_passed_over(tmp_path, hostile):
    (tmp_path / LOG_FILE).write_bytes(b"\n".join([line(1), hostile, line(2), hostile]))
    assert read_records(tmp_path) == [numbered(2), numbered(1)]
    append_record(tmp_path, numbered(3))
    assert read_records(tmp_path)[0] == numbered(3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("logg")


@examples(60)
@given(junk=st.one_of(st.binary(max_size=200), st.text("\n\r[]{}:,\"'0aå", max_size=60).map(str.encode)))
def test_any_bytes_among_the_records_are_passed_over(folder, junk):
    (folder / LOG_FILE).write_bytes(b"\n".join([line(1), junk, line(2), junk]))
    append_record(folder, numbered(3))
    assert read_records(folder) == [numbered(3), numbered(2), numbered(1)]


def test_fields_that_a_later_version_adds_are_ignored(tmp_path):
    (tmp_path / LOG_FILE).write_bytes(with_field(ny="uppgift"))
    assert read_records(tmp_path) == [numbered(9)]


def test_a_long_log_is_read_from_its_end(tmp_path):
    written = [numbered(number, notes=("å" * 5_000,) * 10) for number in range(30)]
    lines = [json.dumps(record.to_json(), ensure_ascii=False).encode() for record in written]
    (tmp_path / LOG_FILE).write_bytes(b"\n".join(lines) + b"\n")
    found = read_records(tmp_path)
    assert 10 < len(found) < 30
    assert found == written[::-1][: len(found)]


def test_without_a_log_there_are_no_records(tmp_path):
    assert read_records(tmp_path) == []
    assert read_records(tmp_path / "finns-inte") == []
    (tmp_path / LOG_FILE).touch()
    assert read_records(tmp_path) == []


def test_a_log_that_cannot_be_read_has_no_records(tmp_path):
    (tmp_path / LOG_FILE).mkdir()
    assert read_records(tmp_path) == []


def test_a_log_that_cannot_be_written_raises_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match=LOG_FILE):
        append_record(tmp_path / "finns-inte", FULL)
    (tmp_path / LOG_FILE).mkdir()
    with pytest.raises(OSError, match=LOG_FILE):
        append_record(tmp_path, FULL)


FINE = Outcome("U23521", Status.UNCHANGED)
REFUSED = Outcome("U79133", Status.KEPT, error="Svaret var tomt.")
UNKNOWN = Outcome("N00000", Status.EMPTY, error="Kolada känner inte till id:t.")


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (numbered(0), 0),
        (numbered(0, kpis=(FINE,)), 0),
        (numbered(0, kpis=(FINE, Outcome("N78114", Status.EMPTY))), 0),
        (numbered(0, kpis=(FINE, REFUSED)), 3),
        (numbered(0, kpis=(FINE, UNKNOWN)), 3),
        (numbered(0, kpis=(REFUSED,)), 3),
        (numbered(0, kpis=(REFUSED,), reached=False), 1),
        (numbered(0, reached=False), 1),
    ],
)
def test_the_exit_code_tells_how_it_went(record, code):
    assert record.exit_code == code
