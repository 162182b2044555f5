"""English words that bring a content where a parse shows it: too ambiguous, or too rare, for rules alone.

One row for words that behave alike: their class, and the words. The rules do without these verbs, for
without a parse `rule`, `project` or `credit` are as often something else.
"""

from __future__ import annotations

VERBS = """
say     | recapitulate paraphrase reaffirm restate intimate opine posit theorize hypothesize postulate
say     | surmise allege attest avow aver blurt bellow holler mutter murmur whisper mumble scream snap
say     | growl gush grumble gripe whine moan sigh jest tease taunt jeer sneer scoff rant rave preach
say     | lecture recite read relay convey communicate articulate summarize recap relate narrate retell
say     | chronicle portray frame cast bill term name nickname tag interject retort rejoin volunteer
say     | correct clarify specify list enumerate catalog identify define classify categorize interview
say     | brief debate argue answer chat converse gossip banter sing campaign lash rail fulminate weigh
say     | broadcast telegraph advertise air publicize sum rule project calculate count measure poll survey
say     | blog text email phone retweet quip wisecrack crow trumpet credit attribute ascribe link connect
deny    | rebuff repudiate renounce downplay minimize contradict contest discount discredit debunk dodge
deny    | deflect duck sidestep shun ignore resist abandon disregard override overrule veto waver
accuse  | castigate censure condemn denigrate deplore excoriate impugn malign pan pillory rap reprimand
accuse  | reproach revile savage scorch slam smear tar torch charge indict suspect single dog target
accuse  | antagonize alienate provoke offend demonize ostracize undercut undermine judge shame patronize
accuse  | stereotype cheat heckle boo confront pounce rip needle dislike hate loathe detest despise abhor
praise  | acclaim bless cheer credit extol glorify honor lionize revere toast value prize cherish respect
praise  | trust love like enjoy appreciate sympathize side rally stump vouch forgive elevate vote nominate
praise  | endear flatter court woo uphold stand
believe | conceive deduce infer gather guess presume suppose envision envisage fancy mistake ponder mull
believe | contemplate judge assess evaluate gauge diagnose equate associate deem count bet dread worry
believe | mind care agonize trust calculate project conclude sense feel rank weigh agree disagree differ
believe | seem appear look
want    | desire crave covet long yearn need require opt strive attempt elect resolve choose vote commit
want    | struggle endeavor hesitate angle vie campaign agitate
promise | commit undertake vow guarantee volunteer contract dare bet
ask     | beseech entreat petition plead invite dare command compel bid ban bar prohibit forbid permit
ask     | allow authorize mandate require oblige pester nudge prod persuade convince counsel coach tell
ask     | nominate appoint subpoena sue summon task charge enlist appeal clamor call query poll quiz
show    | signify denote mean underline display depict establish evidence betray highlight underscore
show    | detail feature contain include list provide record stipulate specify outline explore examine
know    | hear watch witness spot overhear perceive detect discern ascertain comprehend grasp read forget
know    | recall misunderstand see find view remind aware wake
decide  | approve ratify adopt sign enact pass rule vote order sanction certify license settle convict
decide  | acquit sentence fine decree grant award issue impose lift suspend cancel unveil
"""

NOUNS = """
say     | statement claim assertion announcement declaration comment remark account report testimony
say     | description explanation disclosure revelation mention reference story message speech letter
say     | answer response reply note word argument contention case point quote line talk discussion
say     | interview briefing article book column post tweet video ad memo document record clip joke
deny    | denial refusal rejection rebuttal dismissal resistance objection opposition
accuse  | accusation allegation charge criticism critique attack complaint condemnation rebuke outrage
accuse  | anger insult slur barb hostility rant disdain contempt hatred
praise  | praise support endorsement defense approval admiration respect sympathy enthusiasm love
believe | belief view opinion fear hope concern worry doubt suspicion idea notion theory thought
believe | perception impression assumption expectation prediction forecast estimate confidence conviction
believe | skepticism optimism pessimism feeling sense regret judgment assessment analysis conclusion
believe | position stance attitude outlook reservation disagreement agreement consensus understanding
want    | desire wish intention plan decision ambition goal aim eagerness willingness reluctance
want    | determination bid effort push quest interest need inclination preference readiness
promise | promise pledge vow commitment threat offer guarantee proposal agreement oath
ask     | request demand call appeal plea question invitation order suggestion recommendation advice
ask     | warning reminder instruction urging pressure directive petition
show    | evidence indication proof sign finding poll survey study data
know    | knowledge awareness recognition acknowledgment admission confession memory realization
decide  | ruling verdict vote approval decision order ban rule law policy regulation resolution
"""


def by_class(table: str) -> dict[str, frozenset[str]]:
    """The classes of each word of a table."""
    found: dict[str, set[str]] = {}
    for row in table.strip().splitlines():
        kind, _, listed = row.partition("|")
        for word in listed.split():
            found.setdefault(word, set()).add(kind.strip())
    return {word: frozenset(kinds) for word, kinds in found.items()}


VERB_CLASSES = by_class(VERBS)
NOUN_CLASSES = by_class(NOUNS)
