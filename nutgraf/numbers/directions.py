"""Words of rising and falling, and what keeps one from governing a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from nutgraf.numbers.tables import Phrase, phrases, word_list, word_set


class Direction(Enum):
    FALLING = "falling"
    RISING = "rising"
    NEITHER = "neither"


class Form(Enum):
    """How a word takes its number. A VERB or a NOUN of movement before "to" or "from" names a level, not a change;
    a STATE ("deficit") keeps its direction there. An ADVERB also follows its number, a COMPARATIVE only follows."""

    VERB = "verb"
    NOUN = "noun"
    STATE = "state"
    ADVERB = "adverb"
    COMPARATIVE = "comparative"


@dataclass(frozen=True, slots=True)
class DirectionWord:
    direction: Direction
    form: Form


def _table(direction: Direction, **words: str) -> Mapping[str, DirectionWord]:
    return {word: DirectionWord(direction, Form(form)) for form, text in words.items() for word in text.split()}


_FALLING = _table(
    Direction.FALLING,
    verb="""fell falling fallen lost lose loses losing dropped dropping declined declining plunged plunging slumped
    slumping tumbled tumbling slid sliding sank sunk sinking sinks shed sheds shedding dipped dipping slipped slipping
    crashed crashing collapsed collapsing shrank shrunk shrinking shrink shrinks contracted contracting decreased
    decreasing reduced reducing reduce reduces cutting trimmed trimming slashed slashing slash slashes wiped wiping
    wipes wipe erased erasing erases erase vanished evaporated disappeared destroyed weakened weakening weakens
    depreciated devalued retreated retreating receded receding eased easing plummeted plummeting plummets plummet
    nosedived nosediving tanked tanking cratered sagged skidded underperformed underperforming underperforms lagged
    lagging lags lowered lowering lowers deducted forfeited diminished dwindled eroded subtracted shaved axed docked
    halved crumbled swooned bled bleeding slowed slowing slows cooled deflated backslid dented
    dived dove dives diving shrivelled withered wilted melted softened stumbled slithered buckled caved undershot lopped
    pruned chopped clipped drained sapped""",
    noun="""fall falls drop drops decline declines plunge plunges slump slumps tumble tumbles slide slides sink dip dips
    slip slips crash crashes collapse collapses contraction decrease decreases reduction reductions cut cuts retreat
    retreats rout routs selloff downturn depreciation devaluation erosion nosedive setback correction slowdown
    drawdown drawdowns pullback pullbacks haircut haircuts meltdown swoon wipeout shrinkage markdown markdowns""",
    state="""loss losses deficit deficits shortfall shortfalls outflow outflows writedown writedowns writeoff writeoffs
    discount red""",
    adverb="""down lower downward downwards off cheaper smaller weaker""",
    comparative="""less fewer below under short worse behind slower""",
)

_RISING = _table(
    Direction.RISING,
    verb="""rose rising risen raised raising raise raises gained gaining grew growing grown grow grows climbed climbing
    jumped jumping surged surging soared soaring soar soars rallied rallying advanced advancing added adding adds add
    increased increasing expanded expanding expands strengthened strengthening appreciated rebounded rebounding
    recovered recovering recouped regained lifted lifting hiked hiking improved improving outperformed outperforming
    outperforms outpaced beat beating boosted boosting leapt leaped spiked spiking swelled swelling ballooned widened
    accelerated accelerating skyrocketed rocketed multiplied bounced tripled doubled""",
    noun="""rise rises gain gains climb climbs jump jumps surge surges rally rallies advance advances increase increases
    growth expansion rebound rebounds recovery hike hikes improvement boost uptick upswing appreciation leap spike""",
    state="""surplus surpluses profit profits inflow inflows premium""",
    adverb="""up higher upward upwards larger bigger greater stronger dearer costlier""",
    comparative="""more above ahead faster extra""",
)

_NEITHER = _table(
    Direction.NEITHER,
    verb="""reached reaches reach reaching hit hits totalled totaled equalled equaled earned earns earning returned
    returns generated represented represents accounted accounts posted reported recorded averaged yielded yields made
    makes making spent spends invested invests paid pays bought swung stood stands exceeded exceeds topped surpassed
    charged charges held holds employed employs commanded""",
)

DIRECTIONS: Mapping[str, DirectionWord] = {**_RISING, **_FALLING, **_NEITHER}

_FALLING_VERB = DirectionWord(Direction.FALLING, Form.VERB)
_FALLING_STATE = DirectionWord(Direction.FALLING, Form.STATE)
_NEITHER_VERB = DirectionWord(Direction.NEITHER, Form.VERB)

PHRASES: Mapping[Phrase, DirectionWord] = {
    **dict.fromkeys(
        phrases("gave up; give up; giving up; gave back; wrote off; written off; pulled back; sold off"), _FALLING_VERB
    ),
    **dict.fromkeys(phrases("write off; write offs; write down; write downs"), _FALLING_STATE),
    **dict.fromkeys(phrases("fell short; fall short; falls short; falling short"), _NEITHER_VERB),
    **dict.fromkeys(phrases("made up; make up; makes up; making up"), _NEITHER_VERB),
    ("sell", "off"): DirectionWord(Direction.FALLING, Form.NOUN),
    ("took", "off"): DirectionWord(Direction.RISING, Form.VERB),
}
"""Two words, also with a hyphen, that mean something else together."""

NEGATIONS = word_set(
    """not never no without hardly neither nor cannot avoid avoids avoided avoiding prevent prevented prevents than
    fail fails failed barely scarcely"""
)
"""They take a word of direction back. "n't" at the end of a word does too; "than" is that of "rather than"."""

BETWEEN_NEGATION = word_set(
    """have has had be been being yet even really actually ever fully to a an any the further again simply quite in
    fact also it they he she so much as by of from one single"""
)
"""Words that may stand between a negation and the word that it takes back."""

CLAUSE_WORDS = word_set(
    """while whereas whilst but although though yet when whenever after before because since if unless until despite
    than against versus vs compared as"""
)
"""They begin another clause: a word of direction on their far side does not govern."""

COPULAS = word_set("is are was were be been being")

LEVEL_WORDS = word_set("to from below above towards toward")
LEVEL_HEDGES = (
    *word_list("below above beyond exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing"),
    *word_list("topped topping"),
)
"""Hedges that make the number after a verb a level: "fell below 2 %"."""

EQUATING_WORDS = word_set("amount amounts amounted amounting came comes coming equates equated equivalent equal up")
"""Before "to" they make the number after it the size of a change: "the decline came to 17 %"."""

LEVEL_NOUNS = word_set("low high level total rate average minimum maximum trough peak value price")
CHANGE_WORDS = word_set("by of or")

SEASON_BEFORE = word_set("last next every early late mid by since until this each coming previous")

SENTENCE_STARTS = frozenset(".!?;:—–\"“'‘(")

MOVES = word_set("went goes go going moved moves swung changed shifted revised came turned drifted edged")
"""Verbs that make "from 3 % to 5 %" the two ends of a movement, beside those of rising and falling."""
