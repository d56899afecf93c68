"""A file that is no whole backup is told, whatever is wrong with it, and nothing of it is used."""

from __future__ import annotations

import io
import random
import stat
import warnings
import zipfile

import pytest

from gnv.access.local import operator
from gnv.backup import restore, write_backup
from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.store import archive as archives
from gnv.store.archive import fill, is_backup, is_within, opened
from tests.gnv.backups import (
    everything,
    fill_database,
    fill_folder,
    parts,
    put_file,
    rows,
    with_manifest,
    write_parts,
)

FLIPS = 150


@pytest.fixture
def good(tmp_path):
    """A backup with two tables and a file, made without a database; its parts are checked all the same."""
    (tmp_path / "mapp").mkdir()
    (tmp_path / "mapp" / "strategi.toml").write_bytes(b"version = 1\n" * 100)
    path = tmp_path / "kopia.zip"
    with path.open("wb") as file:
        fill(
            file,
            {"upload": [b'{"id": 1}\n', b'{"id": 2}\n'], "audit": []},
            ["strategi.toml"],
            tmp_path / "mapp",
        )
    return path


def read_all(path, folder):
    """Read all there is in a backup."""
    folder.mkdir(exist_ok=True)
    with opened(path) as archive:
        archive.unpack(folder)
        return {name: list(lines) for name, lines in archive.lines().items()}


def refusal(path, tmp_path):
    with pytest.raises(ProblemError) as error:
        read_all(path, tmp_path / "uppackad")
    assert error.value.problem.remedy
    assert path.name in error.value.problem.what
    assert "Inget är ändrat" in error.value.problem.what
    return str(error.value)


def test_a_whole_backup_is_read(good, tmp_path):
    assert read_all(good, tmp_path / "uppackad") == {"upload": [b'{"id": 1}\n', b'{"id": 2}\n'], "audit": []}
    assert (tmp_path / "uppackad" / "strategi.toml").read_bytes() == b"version = 1\n" * 100
    assert is_backup(good)


def test_one_that_was_packed_anew_is_read_too(good, tmp_path):
    write_parts(good, {"__MACOSX/x": b"", **parts(good)})
    assert read_all(good, tmp_path / "uppackad")["audit"] == []


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04" + b"x" * 100, b"%PDF-1.7", b"SQLite format 3\0" * 99]
)
def test_what_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "fil"
    path.write_bytes(content)
    assert "ingen säkerhetskopia" in refusal(path, tmp_path)
    assert not is_backup(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    assert "kan inte läsas" in refusal(tmp_path / "finns-inte.zip", tmp_path)
    assert "kan inte läsas" in refusal(tmp_path, tmp_path)
    assert not is_backup(tmp_path)


def test_another_archive_is_refused(tmp_path):
    path = write_parts(tmp_path / "rapport.docx", {"word/document.xml": b"<x/>"})
    assert "ingen säkerhetskopia" in refusal(path, tmp_path)
    assert not is_backup(path)


def test_one_that_is_cut_short_is_refused(good, tmp_path):
    whole = good.read_bytes()
    with zipfile.ZipFile(good) as archive:
        comment = len(archive.comment)  # holds nothing that is needed
    for length in (*range(0, len(whole) - comment, 7), len(whole) - comment - 1):
        good.write_bytes(whole[:length])
        assert "ingen säkerhetskopia" in refusal(good, tmp_path)


def test_one_with_a_changed_byte_is_read_as_it_was_or_refused(good, tmp_path):
    whole, chance, refused = good.read_bytes(), random.Random(1), 0
    expected = read_all(good, tmp_path / "hel")
    for number in range(FLIPS):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        good.write_bytes(changed)
        try:
            assert read_all(good, tmp_path / f"{number}") == expected
            assert (tmp_path / f"{number}" / "strategi.toml").read_bytes() == b"version = 1\n" * 100
        except ProblemError:
            refused += 1
    assert refused > FLIPS / 2


@pytest.mark.parametrize(
    "changed",
    [
        {"time": 7},
        {"time": None},
        {"revision": 2},
        {"rows": [["upload", 2]]},
        {"rows": {"upload": "2"}},
        {"rows": {"upload": 2.0}},
        {"rows": {"upload": -1}},
        {"rows": None},
        {"files": ["strategi.toml"]},
        {"files": {"strategi.toml": 7}},
    ],
)
def test_a_manifest_with_something_else_in_it_is_refused(good, tmp_path, changed):
    assert "ingen säkerhetskopia" in refusal(with_manifest(good, **changed), tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000, b'{"a":' * 100_000])
def test_a_manifest_that_is_none_is_refused(good, tmp_path, content):
    write_parts(good, {**parts(good), "manifest.json": content})
    assert "ingen säkerhetskopia" in refusal(good, tmp_path)


@pytest.mark.parametrize("form", [2, "1", None])
def test_one_of_another_format_is_refused(good, tmp_path, form):
    assert "Uppgradera" in refusal(with_manifest(good, format=form), tmp_path)


def test_a_file_that_is_not_as_it_was_is_refused(good, tmp_path):
    write_parts(good, {**parts(good), "filer/strategi.toml": b"version = 2\n"})
    assert "strategi.toml" in refusal(good, tmp_path)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_table_with_more_or_fewer_rows_is_refused(good, tmp_path, count):
    assert "upload" in refusal(with_manifest(good, rows={"upload": count, "audit": 0}), tmp_path)


@pytest.mark.parametrize("missing", ["manifest.json", "tabeller/upload.jsonl", "filer/strategi.toml"])
def test_a_part_that_is_missing_is_told(good, tmp_path, missing):
    content = parts(good)
    del content[missing]
    assert refusal(write_parts(good, content), tmp_path)


OUTSIDE = [
    "../x",
    "a/../../x",
    "..",
    "/etc/x",
    "//server/x",
    "..\\x",
    "a\\..\\..\\x",
    "C:\\x",
    "C:x",
    "\\\\server\\del\\x",
    "\\x",
    "",
    ".",
    "\ud800",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_path_out_of_the_folder_is_not_within(name):
    assert not is_within(name)


@pytest.mark.parametrize("name", ["a", "a/b", "kolada/utgava.json", "å ä.txt", "a..b", "..a/b"])
def test_a_path_in_the_folder_is_within(name):
    assert is_within(name)


@pytest.mark.parametrize("name", OUTSIDE[:-1])
def test_a_backup_with_a_path_out_of_the_folder_is_refused(good, tmp_path, name):
    content = parts(good)
    content[f"filer/{name}"] = content["filer/strategi.toml"]
    with opened(good) as archive:
        digest = archive.held.files["strategi.toml"]
    with_manifest(write_parts(good, content), files={name: digest})
    assert "utanför" in refusal(good, tmp_path)


def test_two_parts_with_one_name_are_refused(good, tmp_path):
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(good, "a") as archive:
        archive.writestr("filer/strategi.toml", b"version = 3\n")
    assert "samma namn" in refusal(good, tmp_path)


def test_a_link_in_place_of_a_file_is_refused(good, tmp_path):
    content = parts(good)
    target = content.pop("filer/strategi.toml")
    write_parts(good, content)
    with zipfile.ZipFile(good, "a") as archive:
        link = zipfile.ZipInfo("filer/strategi.toml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, target)
    assert "länk" in refusal(good, tmp_path)


def test_files_of_which_one_lies_in_the_other_are_refused(good, tmp_path):
    with opened(good) as archive:
        digest = archive.held.files["strategi.toml"]
    content = parts(good)
    content["filer/strategi.toml/x"] = content["filer/strategi.toml"]
    with_manifest(write_parts(good, content), files={"strategi.toml": digest, "strategi.toml/x": digest})
    with pytest.raises(ProblemError) as error:
        restore(settings(), operator(), good)
    assert "strategi.toml" in error.value.problem.what
    assert everything() == {}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_unpacks_without_bounds_is_refused(good, tmp_path, method):
    content = parts(good)
    with zipfile.ZipFile(good, "w", method) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    assert "packad" in refusal(good, tmp_path)


def test_an_encrypted_one_is_refused(good, tmp_path):
    content = bytearray(good.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := content.find(mark, start)) >= 0:
            content[found + place] |= 1
            start = found + 4
    good.write_bytes(content)
    assert refusal(good, tmp_path)


def test_a_line_that_is_longer_than_any_of_ours_is_never_held_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_LONGEST_LINE", 10)
    made = io.BytesIO()
    fill(made, {"upload": [b'"' + b"x" * 100 + b'"\n']}, [], tmp_path)
    path = tmp_path / "kopia.zip"
    path.write_bytes(made.getvalue())
    with opened(path) as archive, pytest.raises(ProblemError):
        assert max(len(line) for line in archive.lines()["upload"]) == 10


def test_one_that_would_fill_the_disk_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    fill_folder()
    bomb = tmp_path / "bomb.zip"
    write_backup(settings(), bomb)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("filer/noll", b"\0" * 5_000_000)
    monkeypatch.setattr("gnv.backup.shutil.disk_usage", lambda _: type("Usage", (), {"free": 4_000_000}))
    before = everything()
    with pytest.raises(ProblemError) as error:
        restore(settings(), operator(), bomb)
    assert "får inte plats" in error.value.problem.what
    assert everything() == before


def test_a_size_that_is_a_lie_is_refused(good, tmp_path):
    """`zipfile` unpacks no more than is declared, and then the sum does not tally."""
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        part = archive.getinfo("filer/strategi.toml")
    start = content.rfind(b"filer/strategi.toml") - 46
    assert content[start : start + 4] == b"PK\x01\x02"
    assert int.from_bytes(content[start + 24 : start + 28], "little") == part.file_size
    content[start + 24 : start + 28] = (10).to_bytes(4, "little")
    good.write_bytes(content)
    assert "strategi.toml" in refusal(good, tmp_path)


@pytest.mark.parametrize("break_it", ["table", "file", "row", "newer", "place", "database"])
def test_nothing_is_changed_where_it_is_refused(tmp_path, break_it):
    where, path = settings(), tmp_path / "kopia.zip"
    fill_database(where)
    fill_folder()
    write_backup(where, path)
    content = parts(path)
    if break_it == "table":
        del content["tabeller/answer.jsonl"]
    elif break_it == "file":
        content["filer/strategi.toml"] += b"x"
    elif break_it == "row":
        content["tabeller/answer.jsonl"] = content["tabeller/answer.jsonl"].replace(
            b'"goal": 1', b'"goal": ""'
        )
    write_parts(path, content)
    if break_it == "newer":
        with_manifest(path, revision="9999")
    elif break_it == "place":
        (where.local / "strategi.toml").unlink()
        put_file("strategi.toml/innehåll", b"x")
    elif break_it == "database":
        with opened(path) as archive:
            held = archive.held.files
        write_parts(path, {**parts(path), "filer/gnv.sqlite-wal": content["filer/strategi.toml"]})
        with_manifest(path, files={**held, "gnv.sqlite-wal": held["strategi.toml"]})
    before, stood = everything(), rows(where)
    with pytest.raises(ProblemError) as error:
        restore(where, operator(), path)
    assert "Inget är ändrat" in error.value.problem.what
    assert rows(where) == stood
    assert everything() == before
    assert not list(where.local.glob(".*"))
