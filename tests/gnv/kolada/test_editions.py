from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import math
import os
import random

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.kolada.editions import current_edition, empty_edition, read_edition, write_edition
from gnv.kolada.figures import COLUMNS
from gnv.kolada.provenance import Described, Group, Provenance, Series
from gnv.problems import ProblemError
from gnv.settings import Settings
from tests.conftest import ROOT, figures
from tests.examples import examples

ROWS = [
    ("U23521", "0000", 2022, "T", 86.0),
    ("U23521", "2080", 2022, "T", 0.0),
    ("U23521", "2080", 2022, "K", 87.5),
    ("U23521", "2080", 2020, "T", 85.123456789012345),
    ("N71019", "0020", 2023, "T", 2310.0),
]
KEY = ["kpi", "municipality", "year", "gender"]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "utgava"


def plain(values: pd.DataFrame) -> list[tuple]:
    return sorted(values.loc[:, list(COLUMNS)].astype(object).itertuples(index=False, name=None))


def standing(folder):
    return json.loads((folder / "utgava.json").read_text("utf-8"))["utgava"]


def test_what_is_written_is_what_is_read(folder):
    known = Provenance(
        catalogue={"U23521": Described("Trygghet", "Hur tryggt", "2026", "2026-04-01", "2026-10-04")},
        groups={"Liknande": {"2080": Group(2024, ("2081", "2082"))}},
        empty={"U71456": "2026-01-01"},
    )
    digest = write_edition(figures([*ROWS, ("U23521", "2081", 2022, "T", math.nan)]), folder, known)
    edition = read_edition(folder, digest, shipped=False)
    assert plain(edition.values) == plain(figures(ROWS))
    assert list(edition.values.columns) == list(COLUMNS)
    assert edition.missing[KEY].to_numpy().tolist() == [["U23521", "2081", 2022, "T"]]
    assert edition.hash == digest
    assert edition.shipped is False
    days, sources = ("2026-01-01",), ("prov",)
    assert edition.provenance == dataclasses.replace(
        known,
        kpis={
            "N71019": Series(1, 2023, 2023, days, sources),
            "U23521": Series(4, 2020, 2022, days, sources),
        },
    )


def test_an_edition_written_without_a_catalogue_knows_none(folder):
    digest = write_edition(figures(ROWS), folder)
    provenance = read_edition(folder, digest, shipped=False).provenance
    assert provenance.catalogue == {}
    assert provenance.described("U23521") == Described()
    assert set(provenance.kpis) == {"U23521", "N71019"}


def test_the_file_is_named_by_its_own_hash_and_the_pointer_names_it(folder):
    digest = write_edition(figures(ROWS), folder)
    content = (folder / f"{digest}.parquet").read_bytes()
    assert hashlib.sha256(content).hexdigest()[:16] == digest
    assert standing(folder) == digest
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"{digest}.parquet", "utgava.json"])


def test_the_order_of_rows_and_columns_never_changes_the_edition(folder):
    table = figures(ROWS)
    digest = write_edition(table, folder)
    turned = table.iloc[::-1][list(COLUMNS)[::-1]]
    assert write_edition(turned, folder) == digest


def test_writing_what_was_read_gives_the_same_edition(folder):
    digest = write_edition(figures(ROWS), folder)
    assert write_edition(read_edition(folder, digest, shipped=False).rows, folder) == digest


def test_an_older_edition_can_still_be_asked_for(folder):
    old = write_edition(figures(ROWS[:1]), folder)
    new = write_edition(figures(ROWS), folder)
    assert old != new
    assert standing(folder) == new
    assert len(read_edition(folder, old, shipped=False).values) == 1


def changed(column, value):
    return figures(ROWS).astype(object).assign(**{column: [value, *figures(ROWS)[column].tolist()[1:]]})


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(changed("value", math.inf), id="inf"),
        pytest.param(changed("value", -math.inf), id="-inf"),
        pytest.param(changed("value", "mycket"), id="text value"),
        pytest.param(changed("gender", "X"), id="gender"),
        pytest.param(changed("gender", None), id="no gender"),
        pytest.param(changed("year", "i fjol"), id="text year"),
        pytest.param(changed("year", 2022.5), id="half year"),
        pytest.param(changed("year", None), id="no year"),
        pytest.param(changed("municipality", 20), id="number for area"),
        pytest.param(changed("kpi", None), id="no key figure"),
        pytest.param(figures([*ROWS, ("U23521", "2080", 2022, "T", 99.0)]), id="twice"),
        pytest.param(figures(ROWS).drop(columns="gender"), id="no column"),
        pytest.param(figures(ROWS).drop(columns="retrieved"), id="no retrieved"),
    ],
)
def test_figures_that_are_no_edition_are_refused_and_what_stood_stands(folder, wrong):
    digest = write_edition(figures(ROWS), folder)
    before = sorted(folder.iterdir())
    with pytest.raises(ProblemError):
        write_edition(wrong, folder)
    assert sorted(folder.iterdir()) == before
    assert standing(folder) == digest


@pytest.mark.parametrize("failing", [1, 2], ids=["the edition", "the pointer"])
def test_a_failure_while_writing_leaves_what_stood_and_no_stray_files(folder, monkeypatch, failing):
    digest = write_edition(figures(ROWS[:2]), folder)
    calls = []
    real = os.fsync

    def fsync(handle):
        calls.append(handle)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="No space"):
        write_edition(figures(ROWS), folder)
    assert len(calls) == failing
    assert standing(folder) == digest
    assert len(read_edition(folder, digest, shipped=False).values) == 2
    names = {path.name for path in folder.iterdir()}
    assert all(name == "utgava.json" or len(name.removesuffix(".parquet")) == 16 for name in names)
    assert len(names) == 1 + failing


def put(folder, content: bytes) -> str:
    """Lay bytes in place as the standing edition, under their own true hash."""
    digest = hashlib.sha256(content).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{digest}.parquet").write_bytes(content)
    (folder / "utgava.json").write_text(json.dumps({"utgava": digest}), encoding="utf-8")
    return digest


PROVENANCE = {b"gnv": json.dumps(Provenance().to_json()).encode()}


def parquet(frame_or_table, metadata=PROVENANCE) -> bytes:
    table = frame_or_table
    if isinstance(table, pd.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), buffer)
    return buffer.getvalue()


def refused(folder, digest):
    with pytest.raises(ProblemError) as caught:
        read_edition(folder, digest, shipped=False)
    assert caught.value.problem.remedy
    return caught.value.problem.what


def test_a_file_made_elsewhere_with_the_right_columns_is_an_edition(folder):
    digest = put(folder, parquet(figures(ROWS)))
    assert plain(read_edition(folder, digest, shipped=False).values) == plain(figures(ROWS))


def twice_named(frame):
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return table.append_column("kpi", table["kpi"])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PAR1PAR1", id="only marks"),
        pytest.param(b"kpi,municipality\nU23521,2080\n", id="csv"),
        pytest.param(parquet(pd.DataFrame({"a": [1, 2]})), id="foreign parquet"),
        pytest.param(parquet(figures(ROWS).drop(columns="value")), id="column missing"),
        pytest.param(parquet(twice_named(figures(ROWS))), id="column twice"),
        pytest.param(parquet(figures(ROWS).assign(value="mycket")), id="value is text"),
        pytest.param(parquet(figures(ROWS).assign(value=[["a"]] * 5)), id="value is a list"),
        pytest.param(parquet(figures(ROWS).assign(year=["i", "går", "x", "y", "z"])), id="year is text"),
        pytest.param(parquet(figures(ROWS).assign(year=2**40)), id="year too large"),
        pytest.param(parquet(figures([*ROWS, ROWS[0]])), id="duplicate key"),
        pytest.param(parquet(changed("value", math.inf).astype({"value": float})), id="inf"),
        pytest.param(parquet(changed("gender", "X")), id="unknown gender"),
        pytest.param(parquet(changed("municipality", None)), id="no area"),
        pytest.param(parquet(figures(ROWS), {}), id="no provenance"),
        pytest.param(parquet(figures(ROWS), {b"gnv": b"{"}), id="broken provenance"),
        pytest.param(parquet(figures(ROWS), {b"gnv": b'{"kpis": {}}'}), id="half a provenance"),
        pytest.param(parquet(figures(ROWS), {b"gnv": b'"text"'}), id="provenance is text"),
        pytest.param(parquet(figures(ROWS), {b"gnv": b"\xff"}), id="provenance is bytes"),
    ],
)
def test_a_file_that_is_no_edition_is_a_problem_that_names_it(folder, content):
    digest = put(folder, content)
    assert digest in refused(folder, digest)


@pytest.mark.parametrize(
    "harm", [lambda c: c[:-1], lambda c: c[: len(c) // 2], lambda c: c + b"\0", lambda c: b""]
)
def test_a_cut_or_lengthened_file_is_a_problem(folder, harm):
    digest = write_edition(figures(ROWS), folder)
    path = folder / f"{digest}.parquet"
    path.write_bytes(harm(path.read_bytes()))
    assert digest in refused(folder, digest)


def test_every_changed_byte_is_noticed(folder):
    digest = write_edition(figures(ROWS), folder)
    path = folder / f"{digest}.parquet"
    content = path.read_bytes()
    for place in range(0, len(content), 97):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        refused(folder, digest)


def test_a_damaged_file_under_its_true_hash_is_read_or_refused_with_a_problem(folder):
    whole = parquet(figures(ROWS))
    chance = random.Random(1)
    outcomes = set()
    for _ in range(400):
        place = chance.randrange(len(whole))
        content = whole[:place] + bytes([chance.randrange(256)]) + whole[place + 1 :]
        digest = put(folder, content)
        try:
            read_edition(folder, digest, shipped=False)
            outcomes.add("read")
        except ProblemError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def test_a_missing_file_is_a_problem(folder):
    assert "abc123" in refused(folder, "abc123")


@pytest.fixture
def where(tmp_path):
    return Settings(shipped=tmp_path / "med", local=tmp_path / "lokalt", geo=ROOT / "geo")


def test_the_local_edition_wins_over_the_shipped(where):
    write_edition(figures(ROWS[:1]), where.shipped / "kolada")
    digest = write_edition(figures(ROWS), where.local / "kolada")
    edition, problems = current_edition(where)
    assert (edition.hash, edition.shipped, problems) == (digest, False, [])


def test_without_a_local_edition_the_shipped_one_stands(where):
    digest = write_edition(figures(ROWS), where.shipped / "kolada")
    edition, problems = current_edition(where)
    assert (edition.hash, edition.shipped, problems) == (digest, True, [])


POINTERS = [
    b"", b"{", b"null", b"[]", b'"abc"', b"{}", b'{"utgava": 5}', b'{"utgava": null}', b'{"utgava": ""}',
    b'{"utgava": "finnsinte"}', b'{"utgava": "../../etc/passwd"}', b'{"utgava": "a\\u0000b"}', b"\xff\xfe",
    b'{"utgava": "' + b"a" * 5_000 + b'"}', b"[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("pointer", POINTERS, ids=lambda pointer: repr(pointer[:20]))
def test_a_broken_local_pointer_falls_back_to_the_shipped_and_says_so(where, pointer):
    digest = write_edition(figures(ROWS), where.shipped / "kolada")
    (where.local / "kolada").mkdir(parents=True)
    (where.local / "kolada" / "utgava.json").write_bytes(pointer)
    edition, problems = current_edition(where)
    assert (edition.hash, edition.shipped) == (digest, True)
    assert len(problems) == 1
    assert problems[0].remedy


def test_a_broken_local_edition_falls_back_to_the_shipped_and_says_so(where):
    shipped = write_edition(figures(ROWS), where.shipped / "kolada")
    broken = put(where.local / "kolada", b"ingen utgava")
    edition, problems = current_edition(where)
    assert (edition.hash, edition.shipped) == (shipped, True)
    assert [broken in problem.what for problem in problems] == [True]


def test_with_both_broken_the_edition_is_empty_and_both_are_told(where):
    broken = [put(folder / "kolada", b"x" + folder.name.encode()) for folder in (where.local, where.shipped)]
    edition, problems = current_edition(where)
    assert edition.values.empty
    assert list(edition.values.columns) == list(COLUMNS)
    assert edition.hash == ""
    assert [digest in problem.what for digest, problem in zip(broken, problems, strict=True)] == [True, True]


def test_with_nothing_shipped_and_nothing_local_the_edition_is_empty_and_that_is_told(where):
    edition, problems = current_edition(where)
    assert edition.values.empty
    assert len(problems) == 1


def test_an_empty_edition_has_the_columns_and_provenance_of_any():
    edition = empty_edition()
    assert list(edition.values.columns) == list(COLUMNS)
    assert list(edition.missing.columns) == list(COLUMNS)
    assert edition.provenance == Provenance()


def test_the_shipped_edition_is_whole(shipped):
    assert len(shipped.values) == 3_219
    assert shipped.shipped is True
    assert not shipped.values.duplicated(KEY).any()
    assert sum(series.rows for series in shipped.provenance.kpis.values()) == 3_219
    assert standing(ROOT / "data" / "kolada") == shipped.hash


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    root = tmp_path_factory.mktemp("utgavor")
    return Settings(shipped=root / "med", local=root / "lokalt", geo=ROOT / "geo")


@examples(100)
@given(
    pointer=st.one_of(
        st.binary(max_size=60), st.text().map(lambda text: json.dumps({"utgava": text}).encode())
    )
)
def test_any_bytes_as_pointer_give_problems_and_an_empty_edition(scratch, pointer):
    folder = scratch.shipped / "kolada"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "utgava.json").write_bytes(pointer)
    edition, problems = current_edition(scratch)
    assert edition.values.empty
    assert problems


@examples(100)
@given(
    content=st.one_of(st.binary(max_size=300), st.binary(max_size=99).map(lambda b: b"PAR1" + b + b"PAR1"))
)
def test_any_bytes_as_edition_give_problems_and_an_empty_edition(scratch, content):
    put(scratch.shipped / "kolada", content)
    edition, problems = current_edition(scratch)
    assert edition.values.empty
    assert problems
