from __future__ import annotations

from gnv.assessment.form import Answer, Form
from gnv.assessment.statements import own_statements
from gnv.store.blanking import blank_statement
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, FILE, form
from tests.gnv.assessment.kept import publish


def test_own_statements_are_those_of_the_upload_that_the_strategy_has_not(store, strategy):
    asked = [strategy.goals[0].statements[0], "Zebra", "", "Apa"]
    answers = tuple(Answer(1, statement, 3.0) for statement in asked)
    publish(store, CONTRIBUTOR, FILE, [Form(form("förut").unit, (Answer(1, "Annat", 3.0),))])
    sent = publish(
        store, CONTRIBUTOR, FILE, [Form(form("a").unit, answers), Form(form("b").unit, answers[1:2])]
    )
    assert own_statements(store, sent.id, strategy) == ("Zebra", "Apa")
    blank_statement(store, ADMIN, "Zebra")
    assert own_statements(store, sent.id, strategy) == ("Apa",)
    assert own_statements(store, 99, strategy) == ()
