"""Blanking on the page Ladda upp what is free text in more places than one."""

from __future__ import annotations

from gnv.access.local import operator
from gnv.assessment.form import Answer, Form
from gnv.assessment.submissions import scores
from gnv.store.engine import Store
from tests.gnv.assessment.forms import form
from tests.gnv.assessment.kept import history, standing, withdraw
from tests.pages.desk import blanking, confirm, said, send


def test_a_units_name_is_blanked_and_its_scores_stand(may: None, stored: Store) -> None:
    send(stored, form("Personnamnets hem", 4.0), form("Tallen"))
    test = blanking("En verksamhets namn")
    assert "ny verksamhet" in said(test)
    test = confirm(test)
    assert sorted(each.form.unit.name for each in standing(stored).values()) == ["Tallen", "gallrad 1"]
    assert "Personnamnets" not in said(test)
    assert test.selectbox(key="gallra-namn-1").options == ["Tallen (Falun, 2025)"]


def test_a_statement_of_ones_own_is_blanked(may: None, stored: Store) -> None:
    send(stored, Form(form("Granen").unit, (Answer(1, "Personnamn är bra", 4.0), Answer(2, "", 3.0))))
    test = confirm(blanking("Ett eget påstående"))
    assert scores(stored)["statement"].tolist() == ["gallrad 1", ""]
    assert "Personnamn" not in said(test)
    assert not test.checkbox


def test_a_reason_goes_with_the_note(may: None, stored: Store) -> None:
    send(stored, form("Granen"))
    withdraw(stored, operator(), [1], "Personnamn bad om det")
    test = confirm(blanking("Anteckning, skäl och filnamn"))
    assert "Personnamn" not in said(test)
    withdrawn = history(stored)[0].submissions[0].withdrawn
    assert withdrawn is not None
    assert withdrawn.note == "gallrad"
