"""Read a TOML file whose mistakes are told with their line and a remedy.

``tomllib`` names the line of a syntax error but keeps no positions for what it has read. A `Table`
knows the header it stands under, so that a wrong value can still be found again in the text.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from gnv.problems import Problem, ProblemError, reason

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_HEADER = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]?\]")


class Table:
    """One table of a TOML file, read key by key; `done` reports the keys that nobody asked for."""

    def __init__(self, path: Path, lines: Sequence[str], start: int, content: dict[str, Any]) -> None:
        self._path, self._lines, self._start = path, lines, start
        self._content = dict(content)
        self._read: set[str] = set()

    def error(self, message: str, remedy: str, key: str = "") -> ProblemError:
        """Return the error to raise for a mistake at ``key`` (or at the table's header)."""
        return ProblemError(Problem(f"{self._path.name} rad {self.line(key)}: {message}.", f"{remedy}."))

    def line(self, key: str) -> int:
        """Return the 1-based line of a key, or of the table's header where the key is absent."""
        pattern = re.compile(rf"^\s*{re.escape(key)}\s*=") if key else None
        for index in range(self._start + 1, len(self._lines)):
            if _HEADER.match(self._lines[index]):
                break
            if pattern and pattern.match(self._lines[index]):
                return index + 1
        return max(self._start + 1, 1)

    def _value(self, key: str, kind: type | tuple[type, ...], says: str, default: Any) -> Any:
        self._read.add(key)
        if key not in self._content:
            if default is not _REQUIRED:
                return default
            raise self.error(f"fältet {key} saknas", f"Lägg till raden {key} = … ({says})")
        value = self._content[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(f"{key} är {value!r}", f"Skriv {says}", key)
        return value

    def text(self, key: str, default: str | None = None, pattern: str = "") -> str:
        """Return a text; an absent one is an error unless there is a default."""
        value: str = self._value(key, str, "en text inom citattecken", _or_required(default))
        if pattern and not re.fullmatch(pattern, value):
            raise self.error(f"{key} är ”{value}”", f"Skriv den på formen {pattern}", key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where the key is absent."""
        return self._items(key, str, "en lista av texter inom hakparenteser")

    def integers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers; empty where the key is absent."""
        return self._items(key, int, "en lista av heltal inom hakparenteser")

    def _items(self, key: str, kind: type, says: str) -> tuple[Any, ...]:
        values = self._value(key, list, says, [])
        if not all(isinstance(value, kind) and not isinstance(value, bool) for value in values):
            raise self.error(f"{key} är {values!r}", f"Skriv {says}", key)
        return tuple(values)

    def integer(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value: int = self._value(key, int, "ett heltal utan citattecken", _or_required(default))
        return value

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value: bool = self._value(key, bool, "true eller false", _REQUIRED)
        return value

    def date(self, key: str) -> dt.date:
        """Return a date without a time."""
        says = "ett datum som 2022-07-01, utan citattecken och klockslag"
        value: dt.date = self._value(key, dt.date, says, _REQUIRED)
        if isinstance(value, dt.datetime):
            raise self.error(f"{key} har ett klockslag", f"Skriv {says}", key)
        return value

    def choice(self, key: str, options: type[E], default: E | None = None) -> E:
        """Return one of an enumeration's values."""
        allowed = ", ".join(f'"{option}"' for option in options)
        value = self._value(key, str, f"en av {allowed}", _REQUIRED if default is None else str(default))
        try:
            return options(value)
        except ValueError:
            raise self.error(f"{key} är ”{value}”", f"Skriv en av {allowed}", key) from None

    def tables(self, key: str, header: str, read: Callable[[Table], T]) -> tuple[T, ...]:
        """Return what ``read`` makes of each table in the list ``[[header]]`` below this one."""
        contents = self._items(key, dict, f"tabeller som börjar med [[{header}]]")
        starts = self._headers(header)
        if len(starts) != len(contents):
            raise self.error(f"{key} är inte skriven som tabeller", f"Börja varje med [[{header}]]")
        found = []
        for content, start in zip(contents, starts, strict=True):
            table = Table(self._path, self._lines, start, content)
            found.append(read(table))
            table.done()
        return tuple(found)

    def _headers(self, header: str) -> list[int]:
        """Return the 0-based lines of a header, up to where this table's own header recurs."""
        own = _HEADER.match(self._lines[self._start]) if self._start >= 0 else None
        starts = []
        for number in range(self._start + 1, len(self._lines)):
            match = _HEADER.match(self._lines[number])
            if match and match[1] == header:
                starts.append(number)
            elif match and own and match[1] == own[1]:
                break
        return starts

    def done(self) -> None:
        """Raise for a key that was not asked for: a misspelt one must not pass in silence."""
        for key in self._content:
            if key not in self._read:
                known = ", ".join(sorted(self._read))
                raise self.error(f"fältet {key} är okänt", f"Ta bort det eller rätta namnet: {known}", key)


_REQUIRED = object()


def _or_required(default: Any) -> Any:
    return _REQUIRED if default is None else default


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8. Raises ProblemError where it cannot be read as that."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProblemError(
            Problem(f"{path.name} kan inte läsas ({reason(error)}).", "Kontrollera filen.")
        ) from error
    except UnicodeDecodeError as error:
        raise ProblemError(
            Problem(f"{path.name} är inte sparad som UTF-8.", "Spara om den som UTF-8.")
        ) from error


def parse_toml(text: str, path: Path, read: Callable[[Table], T]) -> T:
    """Return what ``read`` makes of the text of a TOML file.

    Args:
        text: of the file.
        path: what the file is called where it holds a mistake.
        read: makes something of its outermost table.

    Raises:
        ProblemError: where it holds a mistake, with line and remedy.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProblemError(_syntax_problem(path, error)) from error
    except (ValueError, RecursionError) as error:
        raise ProblemError(
            Problem(
                f"{path.name} kan inte tolkas ({type(error).__name__}).",
                "Ta bort orimligt långa tal och listor i listor.",
            )
        ) from error
    table = Table(path, text.split("\n"), -1, content)
    result = read(table)
    table.done()
    return result


def _syntax_problem(path: Path, error: tomllib.TOMLDecodeError) -> Problem:
    line = re.search(r"at line (\d+)", str(error))
    where = f"rad {line[1]}" if line else "filens slut"
    return Problem(
        f"{path.name} {where}: raden följer inte TOML ({error}).",
        "Rätta raden; texter står inom citattecken och listor inom hakparenteser.",
    )
