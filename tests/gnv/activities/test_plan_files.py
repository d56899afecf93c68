"""The PDF files of plans: kept whole, once, by their hash, and read back as they were."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest

from gnv.access.local import operator
from gnv.activities.plan_files import keep, plan_file, read
from gnv.backup import restore, write_backup
from gnv.problems import ProblemError
from gnv.settings import settings
from tests.gnv.activities.plans import PDF, pdf_with


@pytest.fixture
def where():
    return settings()


def test_a_file_is_kept_by_its_hash_and_read_back(where):
    digest = keep(where, PDF)
    assert digest == hashlib.sha256(PDF).hexdigest()
    assert read(where, digest) == PDF
    assert [path.name for path in (where.local / "planer").iterdir()] == [f"{digest}.pdf"]


def test_the_same_file_is_not_written_again(where):
    place = plan_file(where, keep(where, PDF))
    before = place.stat()
    keep(where, PDF)
    assert (place.stat().st_mtime_ns, place.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_is_refused_leaves_nothing(where):
    with pytest.raises(ProblemError):
        keep(where, b"MZ")
    assert not where.local.exists()


def test_a_damaged_file_is_told_and_put_right_by_who_has_it(where):
    digest = keep(where, PDF)
    plan_file(where, digest).write_bytes(b"annat")
    with pytest.raises(ProblemError, match="inte som den var"):
        read(where, digest)
    keep(where, PDF)
    assert read(where, digest) == PDF


def test_a_missing_file_is_told_without_its_place_to_those_who_only_read(where):
    digest = "0" * 64
    with pytest.raises(ProblemError) as error:
        read(where, digest)
    assert error.value.problem.remedy
    assert str(where.local) not in error.value.problem.outward


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 63 + "/", "gallrad"])
def test_what_is_no_hash_leads_nowhere(where, name):
    with pytest.raises(ValueError, match="No SHA-256"):
        plan_file(where, name)


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_is_told_and_leaves_nothing_half(where, step, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    target = "gnv.durable.os.fsync" if step == "fsync" else "pathlib.Path.replace"
    if step == "write":
        target = "secrets.token_hex"
    monkeypatch.setattr(target, full)
    with pytest.raises(ProblemError, match="kan inte sparas"):
        keep(where, PDF)
    assert list((where.local / "planer").iterdir()) == []


def test_a_file_in_the_folders_place_is_told(where):
    where.local.mkdir(parents=True, exist_ok=True)
    (where.local / "planer").write_bytes(b"")
    with pytest.raises(ProblemError, match="kan inte sparas"):
        keep(where, PDF)


@pytest.mark.slow
def test_files_are_part_of_a_backup_unfinished_ones_are_not(where, tmp_path):
    digest, other = keep(where, PDF), keep(where, pdf_with(b"% en annan"))
    (where.local / "planer" / f".{digest}.pdf.aabbccdd").write_bytes(b"%PDF")
    target, elsewhere = tmp_path / "kopia.zip", dataclasses.replace(where, local=tmp_path / "annan")
    made = write_backup(where, target)
    assert set(made.files) == {f"planer/{digest}.pdf", f"planer/{other}.pdf"}
    restore(elsewhere, operator(), target)
    assert read(elsewhere, digest) == PDF
