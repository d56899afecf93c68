"""What an edition's figures are: their columns and types, and what must hold of them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pyarrow as pa

from gnv.kolada.provenance import Series
from gnv.problems import Problem, ProblemError

_GENDERS = ("T", "K", "M")
_SCHEMA = pa.schema(
    [
        ("kpi", pa.dictionary(pa.int32(), pa.string())),
        ("municipality", pa.dictionary(pa.int32(), pa.string())),
        ("year", pa.int32()),
        ("gender", pa.dictionary(pa.int32(), pa.string())),
        ("value", pa.float64()),
        ("retrieved", pa.dictionary(pa.int32(), pa.string())),
        ("source", pa.dictionary(pa.int32(), pa.string())),
    ]
)
COLUMNS = tuple(_SCHEMA.names)
KEY = ["kpi", "municipality", "year", "gender"]
_TEXTS = ("kpi", "municipality", "gender", "retrieved", "source")
# What a file that is not what it should be makes the readers of Parquet and JSON raise.
FOREIGN = (
    pa.ArrowException,
    OSError,
    KeyError,
    TypeError,
    IndexError,
    ValueError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def no_figures() -> pd.DataFrame:
    """Return an edition's columns without a row."""
    return pa.Table.from_pylist([], schema=_SCHEMA).to_pandas()


def as_table(rows: pd.DataFrame) -> pa.Table:
    """Return figures as an edition's table, the same for the same figures. Raises ProblemError."""
    try:
        columns = {name: pd.Series(rows[name].tolist(), dtype=object) for name in COLUMNS}
        for name in _TEXTS:
            if not all(isinstance(cell, str) for cell in columns[name].unique()):
                raise unusable("Värdena", f"har celler i {name} som inte är text")
        if not all(float(year).is_integer() for year in columns["year"].unique()):
            raise unusable("Värdena", "har år som inte är hela")
        ordered = pd.DataFrame(columns).sort_values(KEY)
        table = pa.Table.from_pandas(ordered, schema=_SCHEMA, preserve_index=False)
    except (KeyError, TypeError, ValueError, pa.ArrowException) as error:
        raise unusable("Värdena", f"kan inte bli en utgåva ({error})") from error
    checked(table, "Värdena")
    return table


def checked(table: pa.Table, name: str) -> pd.DataFrame:
    """Return a table's figures; ProblemError unless columns, types, keys and values are an edition's."""
    missing = [column for column in COLUMNS if column not in table.column_names]
    if missing:
        raise unusable(name, f"saknar kolumnerna {', '.join(missing)}")
    try:
        frame = table.select(list(COLUMNS)).cast(_SCHEMA).to_pandas()
    except FOREIGN as error:
        raise unusable(name, f"har fel typ i en kolumn ({error})") from error
    if frame[[*KEY, "retrieved", "source"]].isna().to_numpy().any():
        raise unusable(name, "har rader utan nyckeltal, område, år, kön, hämtningsdag eller källa")
    if not all(map(_is_day, frame["retrieved"].unique())):
        raise unusable(name, "har en hämtningsdag som inte är ett datum")
    if not set(frame["gender"].unique()) <= set(_GENDERS):
        raise unusable(name, "har ett okänt kön")
    if np.isinf(frame["value"]).any():
        raise unusable(name, "har ett oändligt värde")
    if frame.duplicated(KEY).any():
        raise unusable(name, "har samma värde två gånger")
    return frame


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def unusable(name: str, why: str) -> ProblemError:
    """Return what is raised of a file that is no edition."""
    return ProblemError(
        Problem(
            f"Utgåvan {name} {why}.",
            "Lägg tillbaka filen från en säkerhetskopia, eller hämta nya värden från Kolada.",
        )
    )


def summary(rows: pd.DataFrame) -> dict[str, Series]:
    """Return rows, first and last year, days of retrieval and sources per key figure with values."""
    return {
        str(kpi): Series(
            rows=len(values),
            first=int(values["year"].min()),
            last=int(values["year"].max()),
            retrieved=tuple(sorted(values["retrieved"].astype(str).unique())),
            sources=tuple(sorted(values["source"].astype(str).unique())),
        )
        for kpi, values in rows.dropna(subset="value").groupby("kpi", observed=True)
    }
