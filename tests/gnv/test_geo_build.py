from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

FILES = ("dalarna.json", "regioner.json", "kommuner.json", "grannar.json")


@pytest.mark.slow
def test_building_the_boundaries_gives_the_files_that_are_shipped(tmp_path):
    subprocess.run([sys.executable, ROOT / "geo" / "build.py", tmp_path], check=True, timeout=600)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (ROOT / "geo" / name).read_bytes(), name
