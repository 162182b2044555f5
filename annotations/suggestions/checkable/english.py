"""Words that tell a sentence that can be checked from an opinion, a question or a look ahead."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


QUANTITIES = _words(
    "percent per hundred hundreds thousand thousands million millions billion billions trillion"
    " dozen dozens half third quarter tenth fifth two three four five six seven eight nine ten"
    " eleven twelve eighteen twenty thirty forty fifty sixty seventy eighty ninety once twice"
    " double triple tenths thirds majority average rate number numbers total share none fewer"
    " figure figures cents dollars dollar euros tons miles"
)
COMPARISONS = _words(
    "than more less fewer most least highest lowest largest smallest biggest fastest slowest"
    " longest worst record rank ranks ranked first last only every no other as"
)
CHANGES = _words(
    "fell rose grew dropped doubled tripled increased decreased declined shrank cut raised lost"
    " gained added risen fallen grown gone dropped soared plunged jumped climbed slashed halved"
    " up down higher lower rising falling increase decrease drop raise cuts spent spends cost costs"
)
ACTS = _words(
    "voted signed passed vetoed killed died arrested charged convicted fired hired paid sold bought"
    " opened closed built destroyed won approved banned sued said told met owned owns took gave"
    " received produced produces resigned published returned released moved denied knew lied held"
    " holds sent shut supplied represents employs controls imports exports hosts carries emits"
    " contains funded inherited boycotted pardoned removed joined left led ran founded invaded"
    " attacked banned ended began started wrote found canceled rescued burned exploded sank leaked"
    " supported opposed promised proposed created made had has was were did been spent"
)
"""What was done or is the case, in forms that are no commands and no wishes."""

TIMES = _words(
    "yesterday ago since between until monday tuesday wednesday thursday friday saturday sunday"
    " january february march april june july august september october november december year years"
    " month months week weeks decade decades century day days today"
)
OPINION = _words(
    "think believe feel hope guess wish love hate proud ashamed should must ought need needs deserve"
    " deserves better best good great terrible wonderful horrible awful right wrong shameful shame"
    " disgrace beautiful decent nice fair important simply clearly honestly frankly perhaps maybe"
    " probably ridiculous tired sick sense excuse trust courage hard worth happy sad saddest truth"
    " mistake stupid smart weak strong stronger cruel rigged matters humble kind hard happier"
    " disagree love dream seems seem view very really absolutely total totally beautiful amazing"
    " incredible fantastic unfair"
)
FUTURE = _words(
    "will 'll won't shall tomorrow soon someday upcoming going gonna plans intend intends"
    " hopes expected expects would could may might 'd likely set scheduled unless later"
    " sooner starting predict predicts forecast forecasters"
)
PERSONAL = _words("i me my mine we us our let's let you your myself")
COURTESIES = _words(
    "thank thanks please hello welcome good evening morning night sorry okay yes sir madam"
    " appreciate question questions applause ladies gentlemen birthday repeat finish remember story"
    " name wife husband daughter daughters born mother funny listening watching friends"
)
VAGUE = _words(
    "speculation mood tension tensions issue issues debate discussions details agenda talks plan"
    " approach analysts observers experts residents interest interests relations relationship"
    " sense role sides atmosphere memory concern concerns unease expectation background steps"
    " signals trust potential increasingly widely reportedly broadly implications dialogue"
    " dynamics landscape engagement channels balance complicated measures efforts framework"
    " protocols strategies many"
)
"""Words of sentences that sum up or set the scene, and say nothing that can be looked up."""

CONDITIONS = _words("if unless whether should")
HEDGES = _words("nothing everybody nobody everyone anybody something anything people things thing")
QUESTION_WORDS = _words("who what when where why how which is are do does did can could would will")
