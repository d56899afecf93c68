from __future__ import annotations

import dataclasses

import pytest

from gnv.assessment.form import Answer, Form
from gnv.assessment.results import ANSWERS
from gnv.assessment.scores import scores_frame
from gnv.assessment.submissions import scores
from gnv.intake.choices import Principal
from gnv.ledger.submissions import LONGEST_NOTE, StaleError
from gnv.problems import ProblemError
from gnv.store.audit import entries
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, FALUN_ONLY, FILE, READER, form, said
from tests.gnv.assessment.kept import history, publish, standing, withdraw

KEY = form().unit.key


def send(store, *forms, person=CONTRIBUTOR, **more):
    return publish(store, person, FILE, forms, **more)


def first_scores(store):
    """Return what stands: unit's name -> score of the first sub-goal."""
    return {each.form.unit.name: each.form.answers[0].score for each in standing(store).values()}


def test_nothing_stands_in_an_empty_database(store):
    assert standing(store) == {}
    assert history(store) == ()
    assert entries(store) == ()
    assert store.version() == 0
    assert scores(store).empty


def test_a_published_form_stands_word_for_word(store):
    sent = form(name="Åsens  Äldreboende ♥", score=3.25, comment="Rad ett\nrad två; 'citat' \"två\" <b>")
    upload = send(store, sent, note="första")
    assert standing(store)[sent.unit.key].form == sent
    assert standing(store)[sent.unit.key].submission == upload.submissions[0].id
    assert (upload.source, upload.note, upload.person) == (FILE, "första", CONTRIBUTOR.name)
    assert upload.submissions[0].replaced is None
    assert upload.submissions[0].standing


def test_an_unanswered_statement_stays_unanswered_and_zero_stays_zero(store):
    send(store, form("a", None), form("b", 0.0))
    assert first_scores(store) == {"a": None, "b": 0.0}


def test_units_differ_by_round_municipality_principal_and_name_but_not_by_spelling(store):
    forms = [
        form(score=1.0),
        form(score=2.0, period="2025-1"),
        form(score=3.0, municipality="2081"),
        form(score=4.0, principal=Principal.REGION),
        form("Annan", score=5.0),
    ]
    send(store, *forms)
    assert len(standing(store)) == 5
    send(store, form("HEDENS   hemtjänst", score=1.5))
    assert len(standing(store)) == 5
    assert standing(store)[KEY].form.answers[0].score == 1.5


def test_the_units_that_are_asked_for_are_those_that_are_given(store):
    send(store, form("a"), form("b"), form("a", municipality="2081"), form("a", period="2024"))
    asked = {form("a").unit.key, form("saknas").unit.key}
    assert set(standing(store, asked)) == {form("a").unit.key}
    assert standing(store, []) == {}


def test_a_file_that_changes_nothing_is_not_stored(store):
    send(store, form("a"), form("b"))
    version = store.version()
    assert send(store, form("b"), form("a")) is None
    assert send(store, form("a")) is None
    assert send(store) is None
    assert (len(history(store)), store.version()) == (1, version)


@pytest.mark.parametrize("change", [{"score": None}, {"score": 3.5}, {"comment": "nytt"}])
def test_a_file_that_changes_anything_is_stored_with_all_its_forms(store, change):
    first = send(store, form("a"), form("b"))
    second = send(store, form("a", **change), form("b"))
    assert [each.unit.name for each in second.submissions] == ["a", "b"]
    assert [each.replaced for each in second.submissions] == [each.id for each in first.submissions]
    assert not any(each.standing for each in history(store)[1].submissions)


def test_what_a_file_does_not_mention_still_stands(store):
    send(store, form("a", 1.0), form("b", 1.0))
    send(store, form("a", 2.0))
    assert first_scores(store) == {"a": 2.0, "b": 1.0}


def test_a_withdrawn_submission_lets_the_earlier_one_stand_again(store):
    send(store, form(score=1.0))
    second = send(store, form(score=2.0))
    assert withdraw(store, CONTRIBUTOR, [second.submissions[0].id], "fel fil") == 1
    assert first_scores(store) == {"Hedens hemtjänst": 1.0}
    latest, first = history(store)
    assert latest.submissions[0].withdrawn.note == "fel fil"
    assert latest.submissions[0].withdrawn.person == CONTRIBUTOR.name
    assert not latest.submissions[0].standing
    assert first.submissions[0].standing


def test_withdrawing_a_middle_one_leaves_the_latest_and_skips_it_later(store):
    uploads = [send(store, form(score=score)) for score in (1.0, 2.0, 3.0)]
    ids = [upload.submissions[0].id for upload in uploads]
    withdraw(store, CONTRIBUTOR, [ids[1]], "fel")
    assert first_scores(store) == {"Hedens hemtjänst": 3.0}
    withdraw(store, CONTRIBUTOR, [ids[2]], "fel")
    assert first_scores(store) == {"Hedens hemtjänst": 1.0}
    assert [upload.submissions[0].replaced for upload in history(store)] == [ids[1], ids[0], None]


def test_a_unit_whose_every_submission_is_withdrawn_is_gone_until_it_is_sent_again(store):
    uploads = [send(store, form(score=score), form("b", 4.0)) for score in (1.0, 2.0)]
    withdraw(store, CONTRIBUTOR, [upload.submissions[0].id for upload in uploads], "fel")
    assert first_scores(store) == {"b": 4.0}
    again = send(store, form(score=2.0), form("b", 4.0))
    assert again.submissions[0].replaced is None
    assert again.submissions[1].replaced == uploads[1].submissions[1].id
    assert first_scores(store) == {"Hedens hemtjänst": 2.0, "b": 4.0}


def test_what_is_withdrawn_already_is_passed_over(store):
    ids = [each.id for each in send(store, form("a"), form("b")).submissions]
    assert withdraw(store, CONTRIBUTOR, ids[:1], "först") == 1
    assert withdraw(store, ADMIN, ids, "sedan") == 1
    version = store.version()
    assert withdraw(store, ADMIN, ids, "fel") == 0
    assert withdraw(store, ADMIN, [], "fel") == 0
    assert store.version() == version
    notes = [each.withdrawn.note for each in history(store)[0].submissions]
    assert notes == ["först", "sedan"]


def test_nothing_is_withdrawn_without_a_reason_or_for_one_that_is_too_long(store):
    sent = send(store, form()).submissions[0].id
    for reason in ("", " \n", "x" * (LONGEST_NOTE + 1)):
        with pytest.raises(ProblemError) as error:
            withdraw(store, ADMIN, [sent], reason)
        assert said(error.value.problem)
    assert first_scores(store)
    assert withdraw(store, ADMIN, [sent], f" {'x' * LONGEST_NOTE} ") == 1
    assert history(store)[0].submissions[0].withdrawn.note == "x" * LONGEST_NOTE


def test_nothing_is_published_with_a_note_that_is_too_long(store):
    with pytest.raises(ProblemError) as error:
        send(store, form(), note="x" * (LONGEST_NOTE + 1))
    assert str(LONGEST_NOTE) in said(error.value.problem)
    assert standing(store) == {}
    assert send(store, form(), note=f"{'x' * LONGEST_NOTE}\n").note == "x" * LONGEST_NOTE


def test_an_unknown_submission_is_refused_and_nothing_is_withdrawn(store):
    sent = send(store, form()).submissions[0].id
    with pytest.raises(ProblemError) as error:
        withdraw(store, CONTRIBUTOR, [sent, 99], "fel")
    assert "99" in said(error.value.problem)
    assert first_scores(store)
    assert len(entries(store)) == 1


def test_who_may_not_change_a_municipality_is_refused_and_told_which(store):
    with pytest.raises(ProblemError) as error:
        send(store, form(), form(municipality="2081"), person=FALUN_ONLY)
    assert "2081" in said(error.value.problem)
    assert "2080" not in said(error.value.problem)
    assert standing(store) == {}
    assert send(store, form(), person=FALUN_ONLY)


@pytest.mark.parametrize("person", [READER, dataclasses.replace(ADMIN, refusal="Stängt för ändringar.")])
def test_who_may_not_write_neither_publishes_nor_withdraws(store, person):
    sent = send(store, form()).submissions[0].id
    with pytest.raises(ProblemError):
        send(store, form(score=5.0), person=person)
    with pytest.raises(ProblemError):
        withdraw(store, person, [sent], "fel")
    assert first_scores(store) == {"Hedens hemtjänst": 3.0}


def test_who_may_not_change_all_of_them_withdraws_none(store):
    ids = [each.id for each in send(store, form(), form(municipality="2081")).submissions]
    with pytest.raises(ProblemError):
        withdraw(store, FALUN_ONLY, ids, "fel")
    assert len(standing(store)) == 2


@pytest.mark.parametrize("seen", [{}, {KEY: 0}])
def test_a_preview_of_nothing_is_stale_once_something_stands(store, seen):
    assert send(store, form(score=1.0), seen=seen)
    with pytest.raises(StaleError) as error:
        send(store, form(score=2.0), person=ADMIN, seen=seen)
    assert "Hedens hemtjänst" in said(error.value.problem)
    assert first_scores(store) == {"Hedens hemtjänst": 1.0}


def test_a_preview_is_stale_when_something_else_stands_or_nothing_does(store):
    first = send(store, form(score=1.0)).submissions[0].id
    assert send(store, form(score=2.0), seen={KEY: first})
    with pytest.raises(StaleError):
        send(store, form(score=3.0), seen={KEY: first})
    withdraw(store, CONTRIBUTOR, [each.submissions[0].id for each in history(store)], "fel")
    with pytest.raises(StaleError):
        send(store, form(score=3.0), seen={KEY: first})
    assert send(store, form(score=3.0), seen={KEY: 0})


def test_a_preview_is_not_stale_for_what_others_did_elsewhere(store):
    send(store, form("b"))
    assert send(store, form("a"), seen={form("b").unit.key: 0})


def test_history_is_the_latest_first_and_can_be_read_in_pieces(store):
    for score in (1.0, 2.0, 3.0):
        send(store, form(score=score), note=f"nr {score}")
    uploads = history(store)
    assert [upload.note for upload in uploads] == ["nr 3.0", "nr 2.0", "nr 1.0"]
    assert history(store, limit=2) == uploads[:2]
    assert history(store, limit=2, before=uploads[1].id) == uploads[2:]
    assert history(store, before=uploads[2].id) == ()


def test_every_write_leaves_a_note_of_who_did_it(store):
    sent = send(store, form(), note="hemligt", person=CONTRIBUTOR).submissions[0].id
    withdraw(store, ADMIN, [sent], "hemligt")
    latest, first = entries(store)
    assert (latest.person, latest.action, latest.subject) == (ADMIN.name, "drog tillbaka", "uppladdning 1")
    assert (first.identity, first.action, first.subject) == (
        CONTRIBUTOR.identity,
        "publicerade",
        "uppladdning 1",
    )
    assert entries(store, limit=1) == (latest,)
    assert store.version() == latest.id > first.id
    assert not any("hemligt" in text or FILE.name in text for text in (latest.detail, first.detail))


def test_scores_are_the_standing_answers_in_order(store):
    asked = [Answer(2, "Zebra", 4.0, 3, "ord"), Answer(2, "Apa", None), Answer(5, "", 1.0)]
    send(store, Form(form("b").unit, tuple(asked)), form("a", 1.0, municipality="2081"), form("a", 5.0))
    sent = send(store, form("a", None)).submissions[0].id
    frame = scores(store)
    assert tuple(frame.columns) == ANSWERS
    assert frame.dtypes.equals(scores_frame().dtypes)
    assert frame["score"].dtype == float
    assert str(frame["respondents"].dtype) == "Int64"
    assert list(
        zip(frame["municipality"], frame["unit"], frame["goal"], frame["statement"], strict=True)
    ) == [
        *[("2080", "a", goal, "") for goal in range(1, 6)],
        *[("2080", "b", 2, "Zebra"), ("2080", "b", 2, "Apa"), ("2080", "b", 5, "")],
        *[("2081", "a", goal, "") for goal in range(1, 6)],
    ]
    assert frame.loc[frame["submission"].eq(sent), "score"].isna().tolist() == [True, *[False] * 4]
    assert frame["respondents"].isna().tolist() == [True, *[False] * 5, True, True, *[False] * 5]
    assert frame.loc[5, "comment"] == "ord"


def test_a_failure_within_a_publication_leaves_nothing(store):
    with pytest.raises(ProblemError):
        send(store, form("a"), form("A "))  # the same unit twice
    assert history(store) == ()
    assert entries(store) == ()
    assert send(store, form("a"))
