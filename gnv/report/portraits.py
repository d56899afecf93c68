"""An area's profile as a table to export, unrounded, a row per key figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from gnv.areas import Areas
from gnv.compare import Tested
from gnv.profile import Profile
from gnv.report.exports import Table, without_noise
from gnv.standing import Standing
from gnv.standing_words import (
    WHOSE,
    choice_name,
    comparator_text,
    lasting_text,
    since_text,
    trend_text,
    why_absent,
)
from gnv.words import OWN_WORK, SOURCE, unit_caption

_WHOLE = ("År", "Plats", "Antal", "Jämförelsens antal", "Strategin från", "Strategin till")


def profile_table(own: Profile, trends: Mapping[str, Tested], areas: Areas) -> Table:
    """Return where an area stands in every key figure, also in those that have no value."""
    rows = [_row(own, each, trends, areas) for each in own.standings]
    frame = pd.DataFrame(rows).astype(dict.fromkeys(_WHOLE, "Int64"))
    compared = choice_name(own.choice, areas, regional=own.regional)
    notes = (
        f"{own.name}. Jämförs med: {compared}.",
        f"{SOURCE} (värden). {OWN_WORK} (läge, skillnad, avstånd, plats, utveckling).",
        "Avståndet mäts i spridningar s; läget är i nivå där det är högst 1.",
    )
    return Table("Profil", frame, notes)


def _row(own: Profile, each: Standing, trends: Mapping[str, Tested], areas: Areas) -> dict[str, object]:
    known = each.value is not None
    against = each.against
    return {
        "Delmål": each.indicator.goal,
        "Nyckeltal": each.indicator.name,
        "Id": each.indicator.id,
        "Kod": each.code,
        "Område": areas.name(each.code),
        "År": int(each.period) if known else None,
        "Kön": WHOSE[own.gender] or "alla",
        "Enhet": unit_caption(each.indicator),
        "Värde": each.value,
        "Inget värde": None if known else why_absent(own, each),
        "Läge": str(against.position) or None,
        "Varaktighet": lasting_text(each) if against.position else None,
        "Jämförs med": comparator_text(each, own.choice, areas) if against.value is not None else None,
        "Jämförelsens värde": against.value,
        "Jämförelsens antal": against.n if against.value is not None else None,
        "Skillnad": without_noise(against.difference),
        "Spridning s": each.spread,
        "Avstånd (s)": without_noise(each.distance),
        "Riket": each.national,
        "Plats": each.rank,
        "Antal": each.n if each.rank is not None else None,
        "Utveckling": trend_text(each, trends) if known else None,
        "Sedan strategin": without_noise(each.since),
        "Strategin från": each.since_from,
        "Strategin till": each.since_to,
        "Sedan strategin, i ord": since_text(each) if known else None,
        "Kvinnor": each.women,
        "Män": each.men,
        "Kvinnor − män": without_noise(each.gap),
    }
