"""A text of the annual report that a person has edited: it stands in place of the drafted one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gnv.areas import REGION_DALARNA
from gnv.intake.prose import prose, prose_concerns
from gnv.ledger.kind import Key
from gnv.ledger.topic import Topic
from gnv.problems import Problem, ProblemError

LONGEST = 20_000  # characters of a section


@dataclass(frozen=True)
class SectionText:
    """A section's text.

    Attributes:
        year: of the report.
        section: its id (`gnv.annual.sections`).
        title: what people call it.
        text: paragraphs, as `gnv.annual.prose` reads them.
        report: number of the submission that the report was frozen by when it was written; 0 for none.
    """

    year: int
    section: str
    title: str
    text: str
    report: int = 0

    @property
    def unit(self) -> Topic:
        """What it is about."""
        return Topic(str(self.year), REGION_DALARNA, self.section, self.title)

    def says_the_same_as(self, other: SectionText) -> bool:
        """Return whether two texts of a section are the same, written of the same figures."""
        return (self.text, self.report) == (other.text, other.report)

    def fields(self) -> dict[str, str]:
        """Return what is stored besides what it is about."""
        return {"text": self.text, "report": str(self.report)}

    def concerns(self) -> Iterator[str]:
        """Yield what a person ought to look at before it is published."""
        return prose_concerns({"Texten": self.text})


def text_from_fields(topic: Topic, said: Mapping[str, str]) -> SectionText:
    """Return a text from what is stored of it. Raises KeyError or ValueError where that is none."""
    return SectionText(int(topic.round), topic.id, topic.name, said["text"], int(said["report"]))


def edited(year: int, section: str, title: str, said: str, report: int) -> SectionText:
    """Return what a person has written as a section's text.

    Raises:
        ProblemError: where it is too long or empty.
    """
    clean = prose(said, LONGEST, f"Texten till {title}")
    if not clean:
        remedy = "Skriv något, eller gå tillbaka till utkastet."
        raise ProblemError(Problem("Texten är tom. Inget är sparat.", remedy))
    return SectionText(year, section, title, clean, report)


def text_key(year: int, section: str) -> Key:
    """Return what tells a section's texts from others."""
    return SectionText(year, section, "", "").unit.key
