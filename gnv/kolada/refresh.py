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
import math
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
    read_edition,
    reset,
    sweep,
    write_edition,
)
from gnv.kolada.fetch import Fetched, Progress, fetch
from gnv.kolada.provenance import Provenance
from gnv.kolada.record import Outcome, Record, Status, append_record
from gnv.kolada.refusal import impossible, lost
from gnv.kolada.wire import KoladaError, Patience, checked_address
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.strategy import Level, State, Strategy, load_strategy

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
    strategy, _ = load_strategy(where)
    areas = load_areas(where.geo)
    levels = wanted(strategy)
    with _alone(where) as folder:
        standing, problems = current_edition(where)
        with Client(address, patience) as client:
            fetched = fetch(client, levels, areas, progress)
        reached = bool(fetched.rows)
        _judge(fetched, standing, strategy, levels, areas, accepted)
        after = _stand(fetched, standing, folder, client.base) if reached else standing
        outcomes = _outcomes(levels, fetched, standing, after)
        own = {indicator.id for indicator in strategy.indicators}
        return _logged(
            folder,
            Record(
                time=_now().isoformat(timespec="seconds"),
                source=client.base,
                before=standing.hash,
                after=after.hash,
                kpis=tuple(outcome for outcome in outcomes if outcome.id in own),
                successors=tuple(outcome for outcome in outcomes if outcome.id not in own),
                notes=(*fetched.notes, *map(str, problems)),
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
        time_of_it = _now().isoformat(timespec="seconds")
        return _logged(folder, Record(time=time_of_it, source="", before=before.hash, after=after.hash))


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


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


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
        why = getattr(error, "strerror", None) or type(error).__name__
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
        bounds = by_id[kpi].unit.bounds if kpi in by_id else (0.0, math.inf)
        expected = () if levels[kpi] is Level.REGION else areas.dalarna
        why = impossible(rows, bounds, areas)
        if not why and kpi not in accepted:
            stood = before.get(kpi, standing.values.iloc[:0])
            why = lost(rows, fetched.deleted[kpi], stood, expected, areas)
            if why:
                fetched.lossy.add(kpi)
        if why:
            fetched.errors[kpi] = why
            del fetched.rows[kpi]
        elif rows.empty and fetched.catalogue is not None and kpi not in fetched.catalogue:
            fetched.errors[kpi] = "Kolada känner inte till id:t. Kontrollera det i strategi.toml."


def _stand(fetched: Fetched, standing: Edition, folder: Path, source: str) -> Edition:
    """Write the edition of what was fetched and what is kept, let it stand, and return it."""
    today = times.today().isoformat()
    kept = standing.rows
    parts = [kept.loc[~kept["kpi"].isin(list(fetched.rows))]]
    parts += [rows.assign(retrieved=today, source=source) for rows in fetched.rows.values() if len(rows)]
    rows = pd.concat([part.astype({"kpi": "str"}) for part in parts], ignore_index=True)
    known, answered = standing.provenance, fetched.rows.items()
    digest = write_edition(
        rows,
        folder,
        Provenance(
            catalogue=known.catalogue if fetched.catalogue is None else fetched.catalogue,
            groups={**known.groups, **fetched.groups},
            empty={kpi: day for kpi, day in known.empty.items() if kpi not in fetched.rows}
            | {kpi: today for kpi, rows in answered if rows["value"].isna().all()},
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
