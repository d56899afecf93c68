"""Editions: what is known of Kolada's figures at one time, in one file that never changes.

An edition is one Parquet file named by its own hash, with its provenance in its metadata. A small
pointer file beside it says which edition stands. Replacing the pointer is the last step of writing,
so a reader always finds a whole edition, and an old one can be asked for again by its hash.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import io
import json
import logging
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from gnv.durable import PART_BYTES, flush_folder, put_whole
from gnv.kolada.figures import FOREIGN, as_table, checked, no_figures, summary, unusable
from gnv.kolada.provenance import Provenance
from gnv.problems import Problem, ProblemError, reason
from gnv.settings import Settings

POINTER = "utgava.json"
FOLDER = "kolada"
_METADATA = b"gnv"
_LOG = logging.getLogger("gnv.kolada")


@dataclass(frozen=True, eq=False)
class Edition:
    """Kolada's figures as they were known at one time.

    Attributes:
        hash: the first 16 hexadecimal digits of the file's SHA-256; empty where there is no file.
        values: columns kpi, municipality, year, gender (T, K, M), value, retrieved (ISO date) and
            source (where it was fetched). Never changed by a reader.
        missing: the same columns, for what Kolada lists without a value (null or ``Missing``); what
            Kolada does not list at all is in neither.
        provenance: where the figures come from, Kolada's catalogue and groups.
        shipped: whether it came with the product.
    """

    hash: str
    values: pd.DataFrame
    missing: pd.DataFrame
    provenance: Provenance
    shipped: bool

    @property
    def rows(self) -> pd.DataFrame:
        """Return values and missing together, as `write_edition` takes them."""
        return pd.concat([self.values, self.missing], ignore_index=True)


def empty_edition() -> Edition:
    """Return an edition without figures, for where none can be read."""
    values = no_figures()
    return Edition(hash="", values=values, missing=values, provenance=Provenance(), shipped=True)


def write_edition(rows: pd.DataFrame, folder: Path, known: Provenance | None = None) -> str:
    """Write an edition to a folder, let it stand, and return its hash.

    Args:
        rows: columns as `Edition.values`, one row per key figure, area, year and gender; ``value`` is
            NaN where Kolada lists it without a value.
        folder: made where it is missing.
        known: what is known beside the rows; what it says of them (``kpis``) is counted anew.

    Raises:
        ProblemError: where the figures are not an edition's; nothing is written then.
        OSError: where the folder cannot be written; what stood there still stands.
    """
    table = as_table(rows)
    provenance = dataclasses.replace(known or Provenance(), kpis=summary(rows))
    metadata = {_METADATA: json.dumps(provenance.to_json(), sort_keys=True).encode()}
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), buffer, compression="zstd")
    content = buffer.getvalue()
    digest = _hash(content)
    folder.mkdir(parents=True, exist_ok=True)
    put_whole(folder / f"{digest}.parquet", content, "edition", _LOG)
    flush_folder(folder)
    _LOG.debug("edition standing")
    put_whole(folder / POINTER, json.dumps({"utgava": digest}).encode(), "pointer", _LOG)
    try:
        flush_folder(folder)
    except OSError as error:  # it stands all the same, unless the power goes now
        _LOG.warning("The folder of editions cannot be flushed: %s", error)
    _LOG.debug("pointer standing")
    return digest


def sweep(folder: Path) -> None:
    """Remove what an interrupted writing left beside the editions; call it while nobody writes.

    Raises:
        OSError: where the folder cannot be written.
    """
    for leftover in folder.glob(f".*.{'?' * 2 * PART_BYTES}"):
        leftover.unlink(missing_ok=True)


def reset(folder: Path) -> None:
    """Take away a folder's pointer, so that no edition of it stands.

    The editions themselves stay. Raises OSError where the folder cannot be written.
    """
    (folder / POINTER).unlink(missing_ok=True)
    flush_folder(folder)


def current_edition(where: Settings) -> tuple[Edition, list[Problem]]:
    """Return the edition that stands, and what was wrong with those that should have.

    The refreshed edition wins over the shipped one; where neither can be read the edition is empty.
    """
    problems: list[Problem] = []
    for folder, shipped in ((where.local / FOLDER, False), (where.shipped / FOLDER, True)):
        try:
            digest = _standing(folder)
            if digest is not None:
                return read_edition(folder, digest, shipped=shipped), problems
        except ProblemError as error:
            problems.append(error.problem)
    if not (where.shipped / FOLDER / POINTER).exists():
        problems.append(
            Problem(
                f"De medföljande värdena saknas i {where.shipped.name}/{FOLDER}.",
                "Hämta om produktens filer, eller hämta nya värden från Kolada.",
            )
        )
    return empty_edition(), problems


def shipped_edition(where: Settings) -> Edition:
    """Return the edition that came with the product. Raises ProblemError where it cannot be read."""
    folder = where.shipped / FOLDER
    digest = _standing(folder)
    return empty_edition() if digest is None else read_edition(folder, digest, shipped=True)


def edition_of(where: Settings, digest: str) -> Edition:
    """Return a fetched or shipped edition by its hash; the empty one where there is no hash.

    Raises:
        ProblemError: where there is no such edition any more.
    """
    if not digest:
        return empty_edition()
    for folder, shipped in ((where.local / FOLDER, False), (where.shipped / FOLDER, True)):
        with contextlib.suppress(ProblemError):
            return read_edition(folder, digest, shipped=shipped)
    raise ProblemError(
        Problem(
            f"Utgåvan {digest} finns inte kvar, eller är skadad.",
            "Lägg tillbaka filen från en säkerhetskopia.",
        )
    )


def keep_edition(where: Settings, digest: str) -> None:
    """Let an edition lie in the data folder too, where a new version of the product does not take it away.

    Raises:
        ProblemError: where there is no such edition, or the folder cannot be written.
    """
    kept = where.local / FOLDER / f"{digest}.parquet"
    if not digest or kept.exists():
        return
    edition_of(where, digest)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        put_whole(kept, (where.shipped / FOLDER / kept.name).read_bytes(), "edition", _LOG)
        flush_folder(kept.parent)
    except OSError as error:
        what = f"Utgåvan {digest} kan inte bevaras i {kept.parent} ({reason(error)}). Inget är ändrat."
        raise ProblemError(Problem(what, "Ge tjänsten rätt att skriva där.")) from error


def read_edition(folder: Path, digest: str, *, shipped: bool) -> Edition:
    """Return the edition of a hash, read whole into memory.

    Raises:
        ProblemError: where the file is missing, cut short, changed or something else.
    """
    path = folder / f"{digest}.parquet"
    if not digest.isalnum():
        raise unusable(repr(digest)[:40], "är inget namn på en utgåva")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unusable(path.name, f"kan inte läsas ({reason(error)})") from error
    if _hash(content) != digest:
        raise unusable(path.name, "är avkortad eller ändrad")
    try:
        table = pq.read_table(pa.BufferReader(content))
        provenance = Provenance.from_json(json.loads((table.schema.metadata or {})[_METADATA]))
        rows = checked(table, path.name)
    except FOREIGN as error:
        raise unusable(path.name, "är ingen utgåva") from error
    without = rows["value"].isna()
    return Edition(
        hash=digest,
        values=rows.loc[~without].reset_index(drop=True),
        missing=rows.loc[without].reset_index(drop=True),
        provenance=provenance,
        shipped=shipped,
    )


def _standing(folder: Path) -> str | None:
    """Return the hash that a folder's pointer names, or none where there is no pointer."""
    path = folder / POINTER
    try:
        digest = json.loads(path.read_bytes())["utgava"]
    except FileNotFoundError:
        return None
    except FOREIGN as error:
        raise unusable(path.name, "kan inte läsas") from error
    if not isinstance(digest, str):
        raise unusable(path.name, "nämner ingen utgåva")
    return digest


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
