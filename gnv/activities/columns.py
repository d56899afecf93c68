"""The columns of a file with activities: a row each."""

from __future__ import annotations

from gnv.intake.columns import CODE, NAME
from gnv.tabular.columns import Column

ID = Column("id", "id", ("aktivitets-id", "aktivitetens id"))
TITLE = Column("title", "aktivitet", ("titel", "rubrik", "benämning", "aktivitetens namn", "title"), True)
GOALS = Column("goals", "delmål", ("delmålsnummer", "goals", "goal"), required=True)
PRINCIPALS = Column("principals", "huvudman", ("huvudmän", "principals", "principal"), required=True)
TARGET_GROUP = Column("target_group", "målgrupp", ("målgrupper", "target_group"))
STARTS = Column("starts", "startar", ("start", "startdatum", "börjar", "från", "starts"), required=True)
ENDS = Column("ends", "slutar", ("slut", "slutdatum", "till", "ends"))
STATE = Column("state", "läge", ("status", "state"), required=True)
RESPONSIBLE = Column("responsible", "ansvarig funktion", ("ansvarig", "funktion", "responsible"))
RESULT = Column("result", "resultat", ("result",))
WENT_WELL = Column("went_well", "vad gick bra", ("gick bra", "det som gick bra", "went_well"))
WAS_HARD = Column("was_hard", "vad var svårt", ("var svårt", "det som var svårt", "was_hard"))
JUDGEMENT = Column("judgement", "bedömning mot delmålet", ("bedömning", "judgement"))
PLAN = Column("plan", "plan", ("handlingsplan", "lokal plan", "ingår i plan"))

LINES = (TARGET_GROUP, RESPONSIBLE, PLAN)  # short texts, on one line
TEXTS = (TARGET_GROUP, RESPONSIBLE, RESULT, WENT_WELL, WAS_HARD, JUDGEMENT, PLAN)
# What an activity says besides what it is known by, in the order in which people read it.
SAID = (
    TITLE,
    GOALS,
    PRINCIPALS,
    TARGET_GROUP,
    STARTS,
    ENDS,
    STATE,
    RESPONSIBLE,
    RESULT,
    WENT_WELL,
    WAS_HARD,
    JUDGEMENT,
    PLAN,
)
COLUMNS = (TITLE, GOALS, CODE, NAME, *SAID[2:], ID)

ACTIVITIES_SHEET = "Aktiviteter"  # the template's, see gnv.activities.template
