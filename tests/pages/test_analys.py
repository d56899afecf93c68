"""Analyses on Nyckeltal and Kommun: read by all, written by those who may, and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access import Person
from gnv.access.local import operator
from gnv.analyses.form import COUNTY
from gnv.analyses.submissions import analyses
from gnv.ui import person
from tests.gnv.analyses.kept import publish
from tests.gnv.analyses.made import analysis
from tests.gnv.assessment.forms import ADMIN, FALUN_ONLY, READER
from tests.pages.desk import has, press, said
from tests.pages.page import has_component, markup, open_page

PLACE = "analys-U23521-2080-2022"


@pytest.fixture
def as_person(monkeypatch: pytest.MonkeyPatch) -> Callable[[Person], None]:
    return lambda who: monkeypatch.setattr(person, "current", lambda: who)


def nyckeltal(kommun: str = "2080") -> AppTest:
    return open_page("nyckeltal", matt="U23521", kommun=kommun, ar="2022")


def opened(kommun: str = "2080") -> AppTest:
    """Open Nyckeltal with the form unfolded."""
    test = nyckeltal(kommun)
    test.session_state["analys-skriv"] = True
    return test.run()


def area(test: AppTest, field: str):
    return next(each for each in test.text_area if each.key and each.key.endswith(f"-{field}"))


def fill(test: AppTest, **texts: str) -> AppTest:
    for field, text in texts.items():
        area(test, field).set_value(text)
    return test.run()


def test_where_nothing_is_written_a_reader_sees_nothing_of_it(as_person):
    as_person(READER)
    test = nyckeltal()
    assert not has_component(test, "analys-bild")
    assert not any("Skriv om" in each.label for each in test.expander)


def test_what_is_written_is_shown_beside_the_figure_and_on_the_areas_page(stored, as_person):
    publish(stored, operator(), analysis(cause="Fler <b>fasta</b> kontakter"), 0)
    publish(stored, operator(), analysis(area=COUNTY, conclusion="Länet samlat"), 0)
    publish(stored, operator(), analysis(area="2062", cause="Moras egen"), 0)
    as_person(READER)
    shown = markup(nyckeltal(), "analys-bild")
    assert "Fler &lt;b&gt;fasta&lt;/b&gt; kontakter" in shown
    assert "Länet samlat" in shown
    assert "Moras egen" not in shown
    assert "Mora 2022" in shown
    own = markup(open_page("kommun", kommun="2080"), "analys-bild")
    assert "fasta" in own
    assert "Länet samlat" not in own
    assert "Länet samlat" in markup(open_page("kommun", kommun="0020"), "analys-bild")


def test_it_is_written_saved_and_shown(stored, as_person):
    as_person(FALUN_ONLY)
    test = press(opened(), f"skriv-{PLACE}")
    fill(test, cause="Fler fasta kontakter", next_step="Följs upp i maj")
    press(test, f"spara-{PLACE}")
    (form,) = analyses(stored)
    assert (form.about, form.area, form.year) == ("U23521", "2080", "2022")
    assert (form.cause, form.conclusion, form.next_step) == ("Fler fasta kontakter", "", "Följs upp i maj")
    assert "Sparat" in said(test)
    assert "Följs upp i maj" in markup(test, "analys-bild")


def test_of_another_area_one_may_not_write(stored, as_person):
    as_person(FALUN_ONLY)
    for kommun in ("2062", ""):
        assert not any("Skriv om" in each.label for each in nyckeltal(kommun).expander)


def test_the_second_of_two_is_told_and_loses_nothing(stored, as_person):
    as_person(FALUN_ONLY)
    test = press(opened(), f"skriv-{PLACE}")
    publish(stored, ADMIN, analysis(cause="Den andras"), 0)
    fill(test, cause="Min egen")
    press(test, f"spara-{PLACE}")
    assert [each.cause for each in analyses(stored)] == ["Den andras"]
    assert ADMIN.name in said(test)
    assert "Den andras" in said(test)
    assert area(test, "cause").value == "Min egen"
    press(test, f"spara-{PLACE}")
    assert [each.cause for each in analyses(stored)] == ["Min egen"]


def test_theirs_can_be_taken_instead(stored, as_person):
    as_person(FALUN_ONLY)
    test = press(opened(), f"skriv-{PLACE}")
    publish(stored, ADMIN, analysis(cause="Den andras"), 0)
    press(fill(test, cause="Min egen"), f"spara-{PLACE}")
    press(test, f"ta-deras-{PLACE}")
    assert area(test, "cause").value == "Den andras"
    press(test, f"spara-{PLACE}")
    assert [each.cause for each in analyses(stored)] == ["Den andras"]
    assert "Inget är ändrat" in said(test)


def test_a_draft_is_kept_while_another_figure_is_looked_at(stored, as_person):
    as_person(FALUN_ONLY)
    test = fill(press(opened(), f"skriv-{PLACE}"), cause="Halvskrivet")
    test.query_params["matt"] = "U23482"
    test.run()
    test.query_params["matt"] = "U23521"
    test.session_state["analys-skriv"] = True
    test.run()
    assert area(test, "cause").value == "Halvskrivet"
    assert analyses(stored) == ()


def test_a_personal_number_is_warned_of_before_it_is_saved(stored, as_person):
    as_person(FALUN_ONLY)
    test = fill(press(opened(), f"skriv-{PLACE}"), cause="Bo 19121212-1212")
    press(test, f"spara-{PLACE}")
    assert "personnummer" in said(test)
    assert analyses(stored) == ()
    press(test, f"spara-{PLACE}")
    assert len(analyses(stored)) == 1


def test_an_empty_one_is_refused_and_the_form_stays(stored, as_person):
    as_person(FALUN_ONLY)
    test = press(press(opened(), f"skriv-{PLACE}"), f"spara-{PLACE}")
    assert "tom" in said(test)
    assert has(test, f"spara-{PLACE}")


def test_the_history_takes_a_version_back(stored, as_person):
    first = publish(stored, ADMIN, analysis(cause="Först"), 0).submissions[0].id
    publish(stored, ADMIN, analysis(cause="Sedan"), first)
    as_person(FALUN_ONLY)
    test = opened()
    test.session_state[f"historik-{PLACE}"] = True
    test.run()
    assert "Först" in said(test)
    test.text_input[0].set_value("fel år")
    press(test, f"dra-tillbaka-{PLACE}")
    assert [each.cause for each in analyses(stored)] == ["Först"]
    assert "Draget tillbaka" in said(test)


def test_on_kommun_one_chooses_what_to_write_about(stored, as_person):
    as_person(FALUN_ONLY)
    test = open_page("kommun", kommun="2080")
    test.session_state["analys-skriv"] = True
    test.run()
    test.selectbox(key="analys-om").set_value("sjalvskattning-1").run()
    place = f"analys-sjalvskattning-1-2080-{test.selectbox(key='analys-ar-sjalvskattning-1').value}"
    press(fill(press(test, f"skriv-{place}"), cause="Om delmålet"), f"spara-{place}")
    assert [each.about for each in analyses(stored)] == ["sjalvskattning-1"]
    assert "Delmål 1" in markup(test, "analys-bild")
