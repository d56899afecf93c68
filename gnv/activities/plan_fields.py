"""From a form about a local plan, as a person has filled it in, to the plan."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from gnv.activities.filled import Filled, Told
from gnv.activities.form import id_of
from gnv.activities.plan import Plan, day_said
from gnv.areas import REGION_DALARNA, Areas
from gnv.strategy import Strategy
from gnv.tabular.values import quoted, text

LONGEST_LINK = 500
LABELS = {
    "name": "Planens namn",
    "municipalities": "Kommuner",
    "starts": "Gäller från",
    "ends": "Gäller till och med",
    "decided_by": "Beslutad av",
    "decided": "Beslutad den",
    "link": "Länk",
    "followed_up": "Senast uppföljd",
    "file": "PDF",
}
_LINK_REMEDY = "Klistra in hela adressen, som https://www.example.org/plan, eller lämna fältet tomt."
# Letters of other alphabets look like ours and lead elsewhere.
_PART = "[a-z0-9åäöéü](?:[a-z0-9åäöéü-]*[a-z0-9åäöéü])?"
_HOST = re.compile(rf"(?=.{{4,253}}$){_PART}(?:\.{_PART})+")


def said_of(plan: Plan) -> dict[str, str]:
    """Return what a form says of a plan that stands besides its municipalities, to begin with."""
    return {
        "name": plan.name,
        "starts": day_said(plan.starts),
        "ends": day_said(plan.ends),
        "decided_by": plan.decided_by,
        "decided": day_said(plan.decided),
        "link": plan.link,
        "followed_up": day_said(plan.followed_up),
    }


def read_plan(
    said: Mapping[str, str],
    municipalities: Collection[str],
    strategy: Strategy,
    areas: Areas,
    today: dt.date,
    standing: Plan | None = None,
) -> Told[Plan]:
    """Return what a form says of a plan.

    Args:
        said: the fields' texts, by the keys of `LABELS`.
        municipalities: the codes that are chosen.
        strategy: whose time it must touch.
        areas: the municipalities that there are.
        today: the day it is.
        standing: the plan that is changed: what it is known by and its PDF are kept.
    """
    filled = Filled(said, LABELS)
    name = filled.title("name")
    places = _places(filled, municipalities, areas)
    first = standing.known_by or standing.municipalities if standing else places
    starts, ends = _days(filled, strategy)
    decided_by = filled.body("decided_by")
    decided = filled.past_day("decided", strategy, today)
    link = filled.read("link", link_in, _LINK_REMEDY) or ""
    followed_up = filled.past_day("followed_up", strategy, today)
    form = None
    if not filled.problems and starts is not None:
        form = Plan(
            id=standing.id if standing else id_of(name),
            name=name,
            municipalities=places,
            starts=starts,
            ends=ends,
            decided_by=decided_by,
            decided=decided,
            link=link,
            file=standing.file if standing else "",
            file_name=standing.file_name if standing else "",
            followed_up=followed_up,
            known_by=() if first == places else first,
        )
    return filled.told(form)


def _places(filled: Filled, chosen: Collection[str], areas: Areas) -> tuple[str, ...]:
    known = (*areas.dalarna, REGION_DALARNA)
    unknown = sorted(set(chosen) - set(known))
    if unknown:
        filled.wrong("municipalities", f"{unknown[0]} är ingen av länets kommuner.", "Välj i listan.")
    elif not chosen:
        filled.wrong("municipalities", "Ingen är vald.", "Välj en eller flera som planen gäller för.")
    return tuple(sorted(set(chosen)))


def _days(filled: Filled, strategy: Strategy) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a plan, none where there is none or it has to be mended."""
    starts = filled.day("starts", strategy, required=True)
    ends = filled.day("ends", strategy, last=True)
    if starts and starts > strategy.ends:
        filled.wrong(
            "starts", f"{starts} ligger efter strategins slut {strategy.ends}.", "Kontrollera årtalet."
        )
    if ends and ends < strategy.starts:
        filled.wrong(
            "ends",
            f"{ends} ligger före strategins start {strategy.starts}.",
            "Registrera bara planer som gäller under strategins tid.",
        )
    elif starts and ends and ends < starts:
        filled.wrong("ends", f"{ends} ligger före den första dagen, {starts}.", "Byt plats på dagarna.")
    return starts, ends


def link_in(said: str) -> str:
    """Return an address on the web, "" where none is told.

    Only http and https are taken, with a host that has a dot and without a user's name. It is not asked
    for: the service makes no requests to others.

    Raises:
        ValueError: where it is none, with a Swedish sentence.
    """
    address = text(said, LONGEST_LINK)
    if not address:
        return ""
    if any(sign.isspace() or sign in '<>"\\^`{|}' for sign in address):
        raise ValueError(f"{quoted(address)} har tecken som inte kan stå i en adress.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{quoted(address)} är ingen adress.") from error
    if parts.scheme not in ("http", "https"):
        raise ValueError(f"{quoted(address)} börjar inte med https:// eller http://.")
    if "@" in parts.netloc or port == 0 or not _HOST.fullmatch(parts.hostname or ""):
        raise ValueError(f"{quoted(address)} är ingen adress till en webbplats.")
    return address
