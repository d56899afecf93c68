"""Fetch whole series of key figures, for all of Sweden and every year, in few requests.

Municipalities are asked for 25 at a time, all key figures together; regions and the country in one
request more. Where such a batch fails, its key figures are asked for one by one, so that one that
cannot be answered does not take the others with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import pandas as pd

from gnv.areas import COUNTRY, Areas
from gnv.kolada.answers import DataRow
from gnv.kolada.client import Client, segments
from gnv.kolada.provenance import GROUP_KINDS, Described, Group
from gnv.kolada.wire import KoladaError
from gnv.strategy import Level

T = TypeVar("T")
COLUMNS = ("kpi", "municipality", "year", "gender", "value")
_GROUP_TITLE = re.compile(r", (?P<name>[^,]+), (?P<year>\d{4})$")


@dataclass(frozen=True)
class Progress:
    """How far the fetching has come.

    Attributes:
        done: areas that have been asked for, per key figure.
        total: areas to ask for, per key figure.
    """

    done: Mapping[str, int]
    total: Mapping[str, int]

    @property
    def share(self) -> float:
        """The share of it all that is done, 0 to 1."""
        return sum(self.done.values()) / max(sum(self.total.values()), 1)


@dataclass
class Fetched:
    """What Kolada answered.

    Attributes:
        rows: key figure to its whole series, columns as `COLUMNS`; ``value`` is NaN where Kolada lists it
            without one. Only those that were answered in full.
        deleted: key figure to (area, year, gender) that Kolada marks as deleted.
        errors: key figure to why its series was not answered.
        catalogue: what Kolada says of each; none where the catalogue could not be fetched.
        groups: kind of similar areas to area code to its latest group; only what was answered.
        notes: Swedish sentences on what else was not answered.
        lossy: key figures whose series was refused because values are gone without a reason.
    """

    rows: dict[str, pd.DataFrame] = field(default_factory=dict)
    deleted: dict[str, set[tuple[str, int, str]]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    catalogue: dict[str, Described] | None = None
    groups: dict[str, dict[str, Group]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    lossy: set[str] = field(default_factory=set)


def fetch(
    client: Client, levels: Mapping[str, Level], areas: Areas, progress: Callable[[Progress], None]
) -> Fetched:
    """Return everything that Kolada has of some key figures.

    Args:
        levels: key figure to the areas that it is for.
        progress: called after each batch.
    """
    fetched = Fetched()
    _fetch_catalogue(client, list(levels), fetched)
    _fetch_data(client, levels, areas, progress, fetched)
    _fetch_groups(client, areas, fetched)
    return fetched


def _fetch_catalogue(client: Client, kpis: Sequence[str], fetched: Fetched) -> None:
    errors: dict[str, str] = {}
    known = [figure for part in segments(kpis) for figure in _batch(client.key_figures, part, errors)]
    if errors:
        fetched.notes.append(f"Koladas beskrivningar kunde inte alla hämtas: {next(iter(errors.values()))}")
    if errors and not known:
        return
    fetched.catalogue = {
        figure.id: Described(
            figure.title,
            figure.description,
            figure.publ_period,
            figure.prel_publication_date,
            figure.publication_date,
        )
        for figure in known
        if figure.id in kpis
    }


def _fetch_data(
    client: Client,
    levels: Mapping[str, Level],
    areas: Areas,
    progress: Callable[[Progress], None],
    fetched: Fetched,
) -> None:
    plan = _plan(levels, areas)
    total = dict.fromkeys(levels, 0)
    for kpis, codes in plan:
        for kpi in kpis:
            total[kpi] += len(codes)
    done = dict.fromkeys(levels, 0)
    answered: dict[str, list[DataRow]] = {kpi: [] for kpi in levels}
    for kpis, codes in plan:
        standing = [kpi for kpi in kpis if kpi not in fetched.errors]
        for row in _batch(partial(client.data, areas=codes), standing, fetched.errors):
            answered[row["kpi"]].append(row)
        for kpi in kpis:
            done[kpi] += len(codes)
        progress(Progress(dict(done), total))
    for kpi, rows in answered.items():
        if kpi not in fetched.errors:
            _keep(kpi, rows, fetched)
    _note_silent_areas(plan, answered, areas, fetched)


def _plan(levels: Mapping[str, Level], areas: Areas) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Return the batches of key figures and areas: the country and the regions first, as one."""
    municipal = [kpi for kpi, level in levels.items() if level is not Level.REGION]
    plan = [(kpis, codes) for kpis in segments(list(levels)) for codes in segments((COUNTRY, *areas.regions))]
    return plan + [(kpis, codes) for kpis in segments(municipal) for codes in segments(areas.municipalities)]


def _batch(ask: Callable[[Sequence[str]], list[T]], kpis: Sequence[str], errors: dict[str, str]) -> list[T]:
    """Return what is answered of some key figures; a batch that fails is asked again one by one.

    Those that cannot be answered get an error instead.
    """
    try:
        return ask(kpis) if kpis else []
    except KoladaError as error:
        if len(kpis) > 1:
            return [row for kpi in kpis for row in _batch(ask, [kpi], errors)]
        errors[kpis[0]] = str(error)
        return []


def _keep(kpi: str, rows: Sequence[DataRow], fetched: Fetched) -> None:
    """Keep a series as columns, and apart from it what Kolada marks as deleted."""
    found: dict[tuple[str, int, str], float] = {}
    deleted: set[tuple[str, int, str]] = set()
    for row in rows:
        for said in row["values"]:
            key: tuple[str, int, str] = (row["municipality"], row["period"], said["gender"])
            value = said["value"]
            number = math.nan if value is None else value + 0.0  # 0 for −0
            if said.get("isdeleted"):
                deleted.add(key)
            elif repr(found.setdefault(key, number)) != repr(number):  # NaN is not equal to itself
                fetched.errors[kpi] = (
                    f"Kolada gav två olika värden för område {key[0]} år {key[1]}. Försök igen senare."
                )
                return
    frame = pd.DataFrame([(kpi, *key, value) for key, value in found.items()], columns=list(COLUMNS))
    fetched.rows[kpi] = frame.astype({"year": "int64", "value": "float64"})
    fetched.deleted[kpi] = deleted - found.keys()


def _note_silent_areas(
    plan: Sequence[tuple[Sequence[str], Sequence[str]]],
    answered: Mapping[str, Sequence[DataRow]],
    areas: Areas,
    fetched: Fetched,
) -> None:
    """Note the areas that were asked for and of which no key figure said anything."""
    heard = {row["municipality"] for rows in answered.values() for row in rows}
    asked = {code for kpis, codes in plan for code in codes if not set(kpis) <= fetched.errors.keys()}
    silent = sorted(areas.name(code) for code in asked - heard)
    if silent and heard:
        named = ", ".join(silent[:5]) + (" …" if len(silent) > 5 else "")
        fetched.notes.append(f"Kolada svarade inte för {len(silent)} av {len(asked)} områden: {named}.")


def _fetch_groups(client: Client, areas: Areas, fetched: Fetched) -> None:
    """Fetch the latest groups of similar areas, told apart by the names in their titles."""
    try:
        codes = {area.title: area.id for area in client.municipalities() if area.id in areas.by_code}
        for kind in GROUP_KINDS:
            latest: dict[str, tuple[int, bool, tuple[str, ...]]] = {}
            for group in client.groups(kind):
                told = _GROUP_TITLE.search(group.title)
                code = codes.get(told["name"]) if told and group.title.startswith(kind) else None
                if told is None or code is None:
                    continue
                members = tuple(sorted(member.member_id for member in group.members))
                # Of two of the same year the one with medicines, which is the one of earlier years.
                candidate = (int(told["year"]), "inkl" in group.title, members)
                latest[code] = max(latest.get(code, (0, False, ())), candidate)
            if latest:
                fetched.groups[kind] = {
                    code: Group(year, members) for code, (year, _, members) in sorted(latest.items())
                }
            else:
                fetched.notes.append(f"Kolada har inga grupper som heter {kind}.")
    except KoladaError as error:
        fetched.notes.append(f"Koladas grupper av liknande områden kunde inte hämtas: {error}")
