from __future__ import annotations

import contextlib
import dataclasses

from gnv.access.local import operator
from gnv.activities.submissions import activities
from gnv.backup import restore, write_backup
from gnv.settings import settings
from gnv.store.engine import open_store
from tests.gnv.activities.kept import history, publish, withdraw
from tests.gnv.activities.made import FILE, activity
from tests.gnv.assessment.forms import CONTRIBUTOR

AWKWARD = 'å "citat" \\ rad\nny \u2028 \U0001f600 =1'


def fill(where):
    with contextlib.closing(open_store(where)) as store:
        publish(store, CONTRIBUTOR, FILE, [activity(result=AWKWARD), activity("B")], "en anteckning")
        renamed = publish(store, CONTRIBUTOR, FILE, [dataclasses.replace(activity(), title="Mötesplats")])
        withdraw(store, CONTRIBUTOR, [renamed.submissions[0].id], "fel")


def told(where):
    with contextlib.closing(open_store(where)) as store:
        return activities(store), history(store)


def test_activities_come_back_with_their_history(database, tmp_path):
    fill(database)
    before, target = told(database), tmp_path / "kopia.zip"
    write_backup(database, target)
    with contextlib.closing(open_store(database)) as store:
        publish(store, CONTRIBUTOR, FILE, [activity(result="senare"), activity("C")])
    restore(database, operator(), target)
    assert told(database) == before
    assert [form.result for form in before[0]] == ["", AWKWARD]


def test_they_go_from_one_database_to_another(database, tmp_path):
    fill(database)
    target, elsewhere = (
        tmp_path / "kopia.zip",
        dataclasses.replace(settings(), local=tmp_path / "annan", database_url=""),
    )
    write_backup(database, target)
    restore(elsewhere, operator(), target)
    assert told(elsewhere) == told(database)
    with contextlib.closing(open_store(elsewhere)) as store:
        assert publish(store, CONTRIBUTOR, FILE, [activity("D")]) is not None
