"""A local plan: which municipalities have it, when it holds, who has decided it, and where it can be read.

A plan's form is all that is known of it and replaces the one before it. It is known by the municipalities
that it was first registered for and by its id, which is made from its first name; both stay when the
municipalities or the name change.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gnv.activities.form import Subject

_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Plan:
    """All that is known of a local plan.

    Attributes:
        id: what it is known by among those of the same municipalities (`gnv.activities.form.id_of`).
        name: what people call it.
        municipalities: codes of those that have it, at least one, in their order.
        starts: the first day on which it holds.
        ends: the last; none where it holds until further notice.
        decided_by: the body that has decided it, never a person; may be empty, as the texts below.
        decided: the day on which it did.
        link: where it can be read, http or https.
        file: SHA-256 of the PDF that has been uploaded (`gnv.activities.plan_files`).
        file_name: what that was called.
        followed_up: the day on which it was last followed up.
        known_by: codes of those that it was first registered for; none where they are those that have it.
    """

    id: str
    name: str
    municipalities: tuple[str, ...]
    starts: dt.date
    ends: dt.date | None = None
    decided_by: str = ""
    decided: dt.date | None = None
    link: str = ""
    file: str = ""
    file_name: str = ""
    followed_up: dt.date | None = None
    known_by: tuple[str, ...] = ()

    @property
    def unit(self) -> Subject:
        """Which plan it is."""
        return Subject(",".join(self.known_by or self.municipalities), self.id, self.name)

    @property
    def owners(self) -> frozenset[str]:
        """The municipalities that whoever changes it must have the right to, each of them."""
        return frozenset((*self.municipalities, *self.known_by))

    @property
    def has_file(self) -> bool:
        """Whether a PDF has been uploaded, and not been blanked since."""
        return is_digest(self.file)

    @property
    def has_link(self) -> bool:
        """Whether it can be followed to where the plan is, and has not been blanked."""
        return self.link.startswith(("http://", "https://"))

    def says_the_same_as(self, other: Plan) -> bool:
        """Return whether two forms of a plan say the same."""
        return self == other

    def fields(self) -> dict[str, str]:
        """Return what is stored besides what it is known by, as texts."""
        return {
            "municipalities": ",".join(self.municipalities),
            "starts": self.starts.isoformat(),
            "ends": day_said(self.ends),
            "decided_by": self.decided_by,
            "decided": day_said(self.decided),
            "link": self.link,
            "file": self.file,
            "file_name": self.file_name,
            "followed_up": day_said(self.followed_up),
        }


def from_fields(subject: Subject, said: Mapping[str, str]) -> Plan:
    """Return a plan from what is stored of it.

    Raises:
        KeyError, ValueError: where that is no plan.
    """
    first = tuple(subject.municipality.split(","))
    # Plans that were stored before their municipalities could be changed have none of their own.
    municipalities = tuple(said["municipalities"].split(",")) if "municipalities" in said else first
    return Plan(
        id=subject.id,
        name=subject.name,
        municipalities=municipalities,
        starts=dt.date.fromisoformat(said["starts"]),
        ends=day_of(said["ends"]),
        decided_by=said["decided_by"],
        decided=day_of(said["decided"]),
        link=said["link"],
        file=said["file"],
        file_name=said["file_name"],
        followed_up=day_of(said["followed_up"]),
        known_by=() if first == municipalities else first,
    )


def day_said(day: dt.date | None) -> str:
    """Return a day as it is stored, empty for none."""
    return day.isoformat() if day else ""


def day_of(said: str) -> dt.date | None:
    """Return a day from what is stored. Raises ValueError where that is none."""
    return dt.date.fromisoformat(said) if said else None


def is_digest(text: str) -> bool:
    """Return whether a text is a SHA-256, as files are named by, and so no path to anywhere else."""
    return _DIGEST.fullmatch(text) is not None
