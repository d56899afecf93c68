"""Bring the figures up to date: fetch, judge, write an edition, let it stand.

A key figure's series is taken over whole or not at all. One that was not answered, or whose answer cannot
be right, keeps its old values with their old date. Nothing that stands is touched before the new edition
lies whole on the disk, and one refresh runs at a time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from gnv import times
from gnv.areas import Areas, load_areas
from gnv.kolada.changes import Change, changes
from gnv.kolada.client import Client
from gnv.kolada.editions import (
    FOLDER,
    Edition,
    current_edition,
    edition_of,
    read_edition,
    reset,
    shipped_edition,
    sweep,
    write_edition,
)
from gnv.kolada.fetch import Fetched, Progress, fetch
from gnv.kolada.provenance import Provenance
from gnv.kolada.record import Outcome, Record, Status, append_record, read_records
from gnv.kolada.refusal import impossible, lost
from gnv.kolada.wire import KoladaError, Patience, checked_address
from gnv.problems import Problem, ProblemError, reason
from gnv.settings import Settings
from gnv.strategy import BEYOND_REASON, Level, State, Strategy
from gnv.strategy_file import load_strategy

LOCK_FILE = "hamtning.lock"
_LOG = logging.getLogger("gnv.kolada")


def refresh(
    where: Settings,
    *,
    url: str = "",
    accepted: Collection[str] = (),
    progress: Callable[[Progress], None] = lambda _: None,
    patience: Patience | None = None,
) -> Record:
    """Fetch all key figures of the strategy and let what can be believed stand.

    Args:
        where: what is shipped, and where the app writes.
        url: the API's address; the one in the settings where it is empty.
        accepted: key figures whose loss of values is accepted, as Kolada has removed them.
        progress: called as the fetching goes on.
        patience: how long to wait for Kolada.

    Returns:
        What was done, as it also stands in the log. Where nothing could be fetched, nothing is changed.

    Raises:
        ProblemError: where another refresh is running, the address is none, or nothing can be saved.
    """
    began = time.monotonic()
    address = _address(url or where.kolada_url)
    strategy, broken = load_strategy(where)
    areas = load_areas(where.geo)
    levels = _wanted(strategy, accepted)
    with _alone(where) as folder:
        standing, problems = current_edition(where)
        _record_what_was_cut_off(where, folder, strategy, standing)
        with Client(address, patience) as client:
            fetched = fetch(client, levels, areas, progress)
        _judge(fetched, standing, strategy, levels, areas, accepted)
        reached = any(len(rows) for rows in fetched.rows.values())
        after = _stand(fetched, standing, levels, folder, client.base) if reached else standing
        record = _record(strategy, fetched, standing, after, client.base)
        return _logged(
            folder,
            dataclasses.replace(
                record,
                notes=(*fetched.notes, *map(str, problems), *([str(broken)] if broken else [])),
                reached=reached,
                requests=client.requests,
                seconds=round(time.monotonic() - began, 2),
            ),
        )


def return_to_shipped(where: Settings) -> Record:
    """Let the shipped edition stand again; the fetched ones stay, but none of them stands.

    Raises:
        ProblemError: where a refresh is running, or the folder cannot be written.
    """
    with _alone(where) as folder:
        before, _ = current_edition(where)
        reset(folder)
        after, _ = current_edition(where)
        return _logged(folder, Record(time=_now(), source="", before=before.hash, after=after.hash))


def wanted(strategy: Strategy) -> dict[str, Level]:
    """Return the key figures to fetch, successors of ended ones after the strategy's own."""
    levels = {each.id: each.level for each in strategy.indicators if each.state is not State.IN_DEVELOPMENT}
    for each in strategy.indicators:
        if each.successor:
            levels.setdefault(each.successor, each.level)
    return levels


def _address(url: str) -> str:
    try:
        return checked_address(url)
    except KoladaError as error:
        remedy = "Ange adressen med --url eller i GNV_KOLADA_URL."
        raise ProblemError(Problem(str(error), remedy)) from error


def _wanted(strategy: Strategy, accepted: Collection[str]) -> dict[str, Level]:
    levels = wanted(strategy)
    unknown = sorted(set(accepted) - levels.keys())
    if unknown:
        raise ProblemError(
            Problem(f"{', '.join(unknown)} är inget av nyckeltalen.", f"Välj bland {', '.join(levels)}.")
        )
    return levels


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


@contextlib.contextmanager
def _alone(where: Settings) -> Iterator[Path]:
    """Hold the lock of the folder that is written to; the system lets go of it however we end."""
    folder = where.local / FOLDER
    lock = FileLock(folder / LOCK_FILE, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with lock:
            sweep(folder)
            yield folder
    except Timeout as error:
        raise ProblemError(
            Problem("En hämtning pågår redan.", "Vänta tills den är klar: värdena visas då av sig själva.")
        ) from error
    except (OSError, NotImplementedError) as error:
        why = reason(error)
        raise ProblemError(
            Problem(
                f"Det går inte att skriva i mappen {folder} ({why}). De värden som fanns gäller fortfarande.",
                "Ge tjänsten rätt att skriva där, eller frigör utrymme, och hämta igen.",
            )
        ) from error


def _judge(
    fetched: Fetched,
    standing: Edition,
    strategy: Strategy,
    levels: Mapping[str, Level],
    areas: Areas,
    accepted: Collection[str],
) -> None:
    """Refuse the series that cannot be right: they get an error in place of their rows."""
    by_id = {indicator.id: indicator for indicator in strategy.indicators}
    before = _by_kpi(standing.values)
    for kpi, rows in list(fetched.rows.items()):
        bounds = by_id[kpi].unit.bounds if kpi in by_id else (0.0, BEYOND_REASON)
        regional = levels[kpi] is Level.REGION
        expected = () if regional else areas.dalarna
        why = impossible(rows, bounds, areas)
        if not why and kpi not in accepted:
            stood = before.get(kpi, standing.values.iloc[:0])
            if regional:  # if it once was municipal, those are not asked for any more
                stood = stood.loc[~stood["municipality"].isin(areas.municipalities)]
            why = lost(rows, fetched.deleted[kpi], stood, expected, areas)
            if why:
                fetched.lossy.add(kpi)
        if why:
            fetched.errors[kpi] = why
            del fetched.rows[kpi]
        elif rows.empty and fetched.catalogue and kpi not in fetched.catalogue:
            fetched.errors[kpi] = "Kolada känner inte till id:t. Kontrollera det i strategi.toml."
            del fetched.rows[kpi]


def _stand(
    fetched: Fetched, standing: Edition, levels: Collection[str], folder: Path, source: str
) -> Edition:
    """Write the edition of what was fetched and what is kept, let it stand, and return it."""
    today = times.today().isoformat()
    kept = standing.rows
    parts = [kept.loc[~kept["kpi"].isin(list(fetched.rows))]]
    parts += [rows.assign(retrieved=today, source=source) for rows in fetched.rows.values() if len(rows)]
    rows = pd.concat([part.astype({"kpi": "str"}) for part in parts], ignore_index=True)
    known, answered = standing.provenance, fetched.rows.items()
    described = set(rows["kpi"].unique())  # stays described, though Kolada's catalogue may lack it now
    digest = write_edition(
        rows,
        folder,
        Provenance(
            catalogue={
                kpi: said
                for kpi, said in known.catalogue.items()
                if not fetched.catalogue or kpi not in levels or kpi in described
            }
            | (fetched.catalogue or {}),
            groups={**known.groups, **fetched.groups},
            empty={kpi: day for kpi, day in known.empty.items() if kpi not in fetched.rows}
            | {kpi: today for kpi, rows in answered if rows["value"].isna().all()},
            listed=tuple(sorted({*known.listed, *fetched.rows})),
        ),
    )
    return read_edition(folder, digest, shipped=False)


def _outcomes(
    levels: Mapping[str, Level], fetched: Fetched, standing: Edition, after: Edition
) -> list[Outcome]:
    """Return what became of each key figure."""
    found = changes(standing.values, after.values)
    counts = found.groupby(["kpi", "change"]).size().to_dict()
    outcomes = []
    for kpi in levels:
        known = after.provenance.kpis.get(kpi)
        new, revised, gone = (counts.get((kpi, change.value), 0) for change in Change)
        if kpi in fetched.errors and known:
            status = Status.KEPT
        elif new or revised or gone:
            status = Status.UPDATED
        else:
            status = Status.UNCHANGED if known else Status.EMPTY
        outcomes.append(
            Outcome(
                id=kpi,
                status=status,
                rows=known.rows if known else 0,
                first=known.first if known else None,
                last=known.last if known else None,
                new=new,
                revised=revised,
                gone=gone,
                error=fetched.errors.get(kpi, ""),
                retrieved=known.retrieved[0] if known else "",
                acceptable=kpi in fetched.lossy,
            )
        )
    return outcomes


def _record(strategy: Strategy, fetched: Fetched, standing: Edition, after: Edition, source: str) -> Record:
    """Return what became of each key figure from one edition to another."""
    outcomes = _outcomes(wanted(strategy), fetched, standing, after)
    own = {indicator.id for indicator in strategy.indicators}
    return Record(
        time=_now(),
        source=source,
        before=standing.hash,
        after=after.hash,
        kpis=tuple(outcome for outcome in outcomes if outcome.id in own),
        successors=tuple(outcome for outcome in outcomes if outcome.id not in own),
    )


def _record_what_was_cut_off(where: Settings, folder: Path, strategy: Strategy, standing: Edition) -> None:
    """Write the record of an edition that stands without one: its refresh ended before its record."""
    latest = next(iter(read_records(folder)), None)
    if standing.shipped or (latest and latest.after == standing.hash):
        return
    try:
        before = edition_of(where, latest.after) if latest else shipped_edition(where)
    except ProblemError:
        return
    sources = sorted({source for series in standing.provenance.kpis.values() for source in series.sources})
    record = _record(strategy, Fetched(), before, standing, sources[0] if sources else where.kolada_url)
    note = "Hämtningen avbröts när värdena redan var sparade: det här skrevs i efterhand."
    _logged(folder, dataclasses.replace(record, notes=(note,)))


def _by_kpi(values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(kpi): rows for kpi, rows in values.groupby("kpi", observed=True)}


def _logged(folder: Path, record: Record) -> Record:
    """Write a record to the log; where that fails the figures stand all the same, and that is noted."""
    try:
        append_record(folder, record)
    except (OSError, ValueError) as error:
        _LOG.warning("The log of refreshes cannot be written: %s", error)
        note = f"Hämtningen kunde inte skrivas i loggen ({type(error).__name__})."
        return dataclasses.replace(record, notes=(*record.notes, note))
    return record
