"""What is written of the annual report is checked, backed up and put back as all else is."""

from __future__ import annotations

import contextlib
import dataclasses

from gnv.access.local import operator
from gnv.analyses.submissions import analyses
from gnv.backup import restore, write_backup
from gnv.check import check
from gnv.frozen.material import material_of
from gnv.frozen.submissions import begin, frozen, texts
from gnv.kolada.editions import FOLDER, reset
from gnv.settings import settings
from gnv.store.engine import open_store
from tests.gnv.analyses.kept import publish as publish_analysis
from tests.gnv.analyses.made import analysis
from tests.gnv.assessment.forms import CONTRIBUTOR
from tests.gnv.frozen.kept import save_text
from tests.gnv.frozen.made import TODAY, section_text


def fill(where):
    with contextlib.closing(open_store(where)) as store:
        publish_analysis(store, CONTRIBUTOR, analysis(cause='å "citat"\nrad =1'), 0)
        begin(store, where, CONTRIBUTOR, 2025, TODAY)
        save_text(store, CONTRIBUTOR, section_text("Vår text"), 0)


def test_a_sound_report_is_sound_and_one_without_its_edition_is_not(database, own_edition):
    digest = own_edition([("U23521", "2080", 2022, "T", 90.0)])
    fill(database)
    named = [problem for problem in check(database) if "Årsberättelsen" in problem.what]
    assert named == []
    (database.local / FOLDER / f"{digest}.parquet").unlink()
    reset(database.local / FOLDER)
    assert [digest in problem.what for problem in check(database) if "2025" in problem.what] == [True]


def test_an_analysis_of_an_unknown_place_is_told(database):
    with contextlib.closing(open_store(database)) as store:
        publish_analysis(store, CONTRIBUTOR, analysis(area="9999"), 0)
    (problem,) = check(database)
    assert "9999" in problem.what


def test_all_goes_from_one_database_to_another_with_its_edition(database, tmp_path, own_edition):
    digest = own_edition([("U23521", "2080", 2022, "T", 90.0)])
    fill(database)
    target = tmp_path / "kopia.zip"
    write_backup(database, target)
    elsewhere = dataclasses.replace(settings(), local=tmp_path / "annan", database_url="")
    restore(elsewhere, operator(), target)
    with contextlib.closing(open_store(elsewhere)) as store:
        report = frozen(store, 2025).form
        assert report.edition == digest
        assert material_of(store, elsewhere, report).observations.of("U23521")["value"].tolist() == [90.0]
        assert texts(store, 2025)["inledning"].form.text == "Vår text"
        assert [each.cause for each in analyses(store)] == ['å "citat"\nrad =1']
