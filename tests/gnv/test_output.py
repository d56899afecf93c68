from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gnv.output import refuse_unwritable, write_output
from gnv.problems import ProblemError, reason


def test_a_file_is_replaced_when_the_new_one_is_whole(tmp_path):
    file = tmp_path / "tabell.csv"
    file.write_bytes(b"gammal")
    refuse_unwritable(file)
    write_output(file, b"ny")
    assert file.read_bytes() == b"ny"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_leaves_what_was_there_and_nothing_beside(tmp_path, monkeypatch):
    file = tmp_path / "tabell.csv"
    file.write_bytes(b"gammal")

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProblemError, match="disken är full"):
        write_output(file, b"ny")
    assert file.read_bytes() == b"gammal"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "egentlig.csv").write_bytes(b"")
    (tmp_path / "namn.csv").symlink_to(tmp_path / "egentlig.csv")
    write_output(tmp_path / "namn.csv", b"ny")
    assert (tmp_path / "namn.csv").is_symlink()
    assert (tmp_path / "egentlig.csv").read_bytes() == b"ny"


def test_what_is_written_through_is_not_replaced():
    refuse_unwritable(Path(os.devnull))
    write_output(Path(os.devnull), b"ny")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "told"), [("", "mapp"), ("saknas/f.csv", "saknas"), ("f.txt/g.csv", "f.txt")]
)
def test_a_place_that_cannot_be_is_told_before_and_after(tmp_path, name, told):
    (tmp_path / "f.txt").write_bytes(b"")
    for write in (refuse_unwritable, lambda file: write_output(file, b"ny")):
        with pytest.raises(ProblemError, match=told):
            write(tmp_path / name)


def test_why_the_system_refused_is_told_in_swedish_or_in_its_own_words():
    assert "rättigheter" in reason(PermissionError(errno.EACCES, "Permission denied"))
    assert reason(OSError(errno.EIO, "Input/output error")) == "Input/output error"
    assert reason(NotImplementedError()) == "NotImplementedError"
