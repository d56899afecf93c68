"""What Kolada's API v3 answers, as types that nothing else passes through.

Types are strict, so that a text where a number belongs is a wrong answer and not a guess; fields that
we do not know of are ignored, since a service may grow.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Annotated, Any, Generic, Literal, NotRequired, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, FailFast, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

LONGEST_TITLE = 300
LONGEST_DESCRIPTION = 4000
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")  # Unicode's categories of what is not seen: control, format, …

T = TypeVar("T")


class WrongAnswerError(Exception):
    """Raised where an answer is not what the API is known to give."""


def _tame(limit: int) -> BeforeValidator:
    """Return a validator that gives a text on one line without control characters, cut at a length."""

    def tame(text: Any) -> Any:
        if text is None:
            return ""
        if not isinstance(text, str):
            return text
        seen = (" " if unicodedata.category(letter) in _UNSEEN else letter for letter in text[: 4 * limit])
        line = " ".join("".join(seen).split())
        return line if len(line) <= limit else line[: limit - 1] + "…"

    return BeforeValidator(tame)


def _date_or_nothing(text: Any) -> str:
    """Return an ISO date, or nothing where Kolada gives none (null, an empty text, ``<NA>``)."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except (TypeError, ValueError):
        return ""


Title = Annotated[str, _tame(LONGEST_TITLE)]
Description = Annotated[str, _tame(LONGEST_DESCRIPTION)]
Date = Annotated[str, BeforeValidator(_date_or_nothing)]
Code = Annotated[str, Field(max_length=12, pattern=r"^[A-Z]?[0-9]+$")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class KeyFigure(_Strict):
    """A key figure in Kolada's catalogue."""

    id: Code
    title: Title
    description: Description = ""
    publ_period: Title = ""
    prel_publication_date: Date = ""
    publication_date: Date = ""


class Municipality(_Strict):
    """A municipality, a region or the country."""

    id: Code
    title: Title


class Member(_Strict):
    """A member of a group."""

    member_id: Code


class MunicipalityGroup(_Strict):
    """A group of similar municipalities or regions; its title tells which, whose and of what year."""

    id: Code
    title: Title
    members: Annotated[list[Member], Field(max_length=400), FailFast()]


class Value(TypedDict):
    """One gender's value. A plain dictionary, since there are a hundred thousand of them."""

    gender: Literal["T", "K", "M"]
    value: Annotated[float, Field(allow_inf_nan=False)] | None
    status: NotRequired[str | None]
    isdeleted: NotRequired[bool | None]


class DataRow(TypedDict):
    """One key figure, area and year, with a value per gender."""

    kpi: Code
    municipality: Code
    period: Annotated[int, Field(ge=1900, le=2200)]
    values: Annotated[list[Value], FailFast()]


class Page(BaseModel, Generic[T]):
    """One page of an answer."""

    model_config = ConfigDict(strict=True)

    values: Annotated[list[T], FailFast()]
    count: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    next_url: Annotated[str, Field(max_length=2000)] | None = None


def parse(content: bytes, page: TypeAdapter[Page[T]]) -> Page[T]:
    """Return a page of an answer.

    Raises:
        WrongAnswerError: where it is something else, with what and where.
    """
    try:
        return page.validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if first["type"] == "json_invalid":
            raise WrongAnswerError("svaret är avkortat eller något annat än JSON") from error
        where = ".".join(str(part) for part in first["loc"])
        raise WrongAnswerError(f"fältet {where or 'values'} i svaret har fel innehåll") from error
