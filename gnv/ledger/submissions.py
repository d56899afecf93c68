"""Submissions of any kind: published, replaced and withdrawn, but never changed.

What stands of a subject is a query: its latest submission that is not withdrawn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from sqlalchemy import Connection, Row, select

from gnv.access import Person
from gnv.ledger import queries
from gnv.ledger.fallback import stands_without
from gnv.ledger.history import Source, Submission, Upload
from gnv.ledger.kind import FormT, Key, Kind
from gnv.ledger.moment import Moment
from gnv.problems import Problem, ProblemError
from gnv.store.audit import Action, note_entry, utc_now
from gnv.store.engine import Store
from gnv.store.tables import SUBMISSION

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Standing(Generic[FormT]):
    """The form that stands for a subject, and the submission that it came in."""

    submission: int
    form: FormT


class StaleError(ProblemError):
    """Raised where what stands, or would stand, is no longer what the person was shown."""


def standing(
    kind: Kind[FormT],
    store: Store,
    keys: Collection[Key] | None = None,
    moment: Moment | None = None,
) -> dict[Key, Standing[FormT]]:
    """Return the forms that stand, by the key of their subject.

    Args:
        kind: of which kind.
        store: the database.
        keys: the subjects to ask for; all where none are given.
        moment: when they stood; now where none is given. What has been blanked since is blank then too.

    Raises:
        ProblemError: where the database cannot be read.
    """
    with store.read() as connection:
        return _standing(kind, connection, keys, moment)


def publish(
    kind: Kind[FormT],
    store: Store,
    person: Person,
    source: Source,
    forms: Iterable[FormT],
    note: str = "",
    seen: Mapping[Key, int] | None = None,
) -> Upload | None:
    """Store forms, so that each of them stands; all of them or none.

    Those that say what stands already are stored too: the file asserts them.

    Args:
        kind: of which kind they are.
        store: the database.
        person: who publishes.
        source: the file.
        forms: one per subject.
        note: the person's own words, of `LONGEST_NOTE` at most.
        seen: the submission that stood for each subject (0 or absent for none) when the person looked;
            without it they take what there is.

    Returns:
        What was stored; none where every form says the same as the one that stands.

    Raises:
        StaleError: where something else stands than the person saw.
        ProblemError: where the person may not change a municipality, the note is too long, or the database
            cannot be written.
    """
    note = _sound_note(note)
    forms = tuple(forms)
    _permit(kind, person, _owners(kind, forms))
    with store.write() as connection:
        before = _standing(kind, connection, {form.unit.key for form in forms})
        _permit(kind, person, _owners(kind, (each.form for each in before.values())))
        if seen is not None:
            _still_seen(seen, before, forms)
        if all(_is_unchanged(form, before.get(form.unit.key)) for form in forms):
            return None
        time = utc_now()
        number = queries.insert_upload(
            connection,
            kind.name,
            time=time,
            identity=person.identity,
            person=person.name,
            file_name=source.name,
            file_hash=source.hash,
            rows=source.rows,
            note=note,
        )
        replaced = {key: stood.submission for key, stood in before.items()}
        numbers = queries.insert_submissions(connection, number, [form.unit for form in forms], replaced)
        kind.insert(connection, list(zip(numbers, forms, strict=True)))
        detail = f"{source.rows} rader, {len(forms)} {kind.noun}"
        note_entry(connection, person, Action.PUBLISHED, f"uppladdning {number}", detail)
    submissions = tuple(
        Submission(each, form.unit, replaced.get(form.unit.key), withdrawn=None, standing=True)
        for each, form in zip(numbers, forms, strict=True)
    )
    return Upload(number, time, person.identity, person.name, source, note, submissions)


def withdraw(
    kind: Kind[Any],
    store: Store,
    person: Person,
    submissions: Collection[int],
    note: str,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Withdraw submissions, so that the ones before them stand again, and return how many that was.

    Those that are withdrawn already are passed over.

    Args:
        kind: of which kind they are.
        store: the database.
        person: who withdraws.
        submissions: their numbers.
        note: why, in the person's own words of `LONGEST_NOTE` at most.
        seen: what would stand instead of each (0 or absent for nothing), as `fallbacks` told the person;
            without it they take what there is.

    Raises:
        StaleError: where something else would stand than the person saw. Nothing is withdrawn then.
        ProblemError: where no reason is given or it is too long, the person may not change one of the
            municipalities, there is no such submission, or the database cannot be written. Nothing is
            withdrawn then.
    """
    note = _sound_note(note)
    if not note:
        raise ProblemError(Problem("Skälet saknas. Inget är draget tillbaka.", "Skriv varför."))
    asked = set(submissions)
    if not asked:
        return 0
    with store.write() as connection:
        rows = queries.submissions_between(connection, kind.name, "id", min(asked), max(asked))
        found = [row for row in rows if row.id in asked]
        unknown = asked - {row.id for row in found}
        if unknown:
            raise ProblemError(
                Problem(
                    f"Nummer {min(unknown)} finns inte bland {kind.plural}.", "Ladda om sidan och välj igen."
                )
            )
        _permit(kind, person, {row.municipality for row in found})
        instead = stands_without(connection, kind.name, min(asked), max(asked))
        if kind.owners is not None:
            concerned = select(SUBMISSION.c.id).where(SUBMISSION.c.id.in_({*asked, *instead.values()}))
            _permit(kind, person, _owners(kind, (form for _, form in kind.read(connection, concerned))))
        left = [row for row in found if row.withdrawn is None]
        if seen is not None:
            _still_left(kind, seen, instead, left)
        if left:
            queries.insert_withdrawals(
                connection,
                [row.id for row in left],
                time=utc_now(),
                identity=person.identity,
                person=person.name,
                note=note,
            )
            uploads = sorted({row.upload_id for row in left})
            subject = f"uppladdning {', '.join(map(str, uploads))}"
            note_entry(connection, person, Action.WITHDREW, subject, f"{len(left)} {kind.noun}")
    return len(left)


def _standing(
    kind: Kind[FormT],
    connection: Connection,
    keys: Collection[Key] | None,
    moment: Moment | None = None,
) -> dict[Key, Standing[FormT]]:
    numbers = queries.standing_ids(kind.name, keys, moment)
    found = {form.unit.key: Standing(number, form) for number, form in kind.read(connection, numbers)}
    return found if keys is None else {key: found[key] for key in keys if key in found}


def _sound_note(note: str) -> str:
    """Return a person's words without blanks around them. Raises ProblemError where they are too many."""
    note = note.strip()
    if len(note) > LONGEST_NOTE:
        raise ProblemError(
            Problem(
                f"Anteckningen är {len(note)} tecken, och får vara högst {LONGEST_NOTE}. Inget är ändrat.",
                "Korta den.",
            )
        )
    return note


def _owners(kind: Kind[FormT], forms: Iterable[FormT]) -> set[str]:
    """Return the codes of those whose forms these are."""
    if kind.owners is None:
        return {form.unit.municipality for form in forms}
    return {code for form in forms for code in kind.owners(form)}


def _permit(kind: Kind[Any], person: Person, municipalities: Collection[str]) -> None:
    """Raise ProblemError unless a person may change all of these municipalities, each of those that share."""
    codes = {code for listed in municipalities for code in listed.split(",")}
    refused = sorted(code for code in codes if not person.may_change(code))
    if refused:
        raise ProblemError(
            Problem(
                f"Du får inte ändra {kind.plural} för kommun {', '.join(refused)}.",
                person.refusal or "Be den som administrerar tjänsten om rätt att göra det.",
            )
        )


def _still_seen(
    seen: Mapping[Key, int], stands: Mapping[Key, Standing[FormT]], forms: Iterable[FormT]
) -> None:
    """Raise StaleError unless what a person saw still stands, for each of their forms."""
    for form in forms:
        stood = stands.get(form.unit.key)
        if (stood.submission if stood else 0) != seen.get(form.unit.key, 0):
            raise StaleError(
                Problem(
                    f"Någon annan har hunnit ändra {form.unit.label} sedan du såg vad som gällde. "
                    "Inget är sparat.",
                    "Titta på det som gäller nu, och gör om det om det fortfarande stämmer.",
                )
            )


def _still_left(
    kind: Kind[Any], seen: Mapping[int, int], left: Mapping[int, int], rows: Iterable[Row[Any]]
) -> None:
    """Raise StaleError unless what a person saw would still stand, without each of the submissions."""
    for row in rows:
        if left.get(row.id, 0) != seen.get(row.id, 0):
            raise StaleError(
                Problem(
                    f"Någon annan har hunnit ändra {kind.subject_of(row).label} sedan du såg vad som skulle "
                    "gälla i stället. Inget är draget tillbaka.",
                    "Titta på vad som gäller då igen, och dra tillbaka om det stämmer.",
                )
            )


def _is_unchanged(form: FormT, stood: Standing[FormT] | None) -> bool:
    return stood is not None and form.says_the_same_as(stood.form)
