"""English verbs that bring what somebody says, thinks, wants or is said to have done.

One row for verbs that behave alike: their class, the frames they stand in, the verbs. A frame says
what may follow the verb and is then the content:

    clause     a clause, with `that` or bare: said (that) he would go
    quote      a quotation alone, no bare clause: continued: “…”
    recipient  a person before a clause or a quotation: told reporters that …
    object     a noun phrase: criticized the plan
    to         an infinitive: vowed to fight
    person-to  a person, and then the infinitive that is the content: urged him to go

`verb+preposition` is a verb whose object after that preposition is the content: called for a vote.
The lists are made from grammars and style guides of news, then weighed on half of an annotated
corpus (`tests/benchmarks/bench_suggest.py`); a verb that mostly means something else is left out.
"""

from __future__ import annotations

VERBS = """
say      | clause quote object            | say
say      | recipient quote                | tell+about+of
say      | clause quote                   | add note argue explain+to insist+on recall maintain
                                            contend assert declare stress emphasize reiterate quip
                                            conclude+that remark observe+that joke+about lament
                                            testify proclaim underscore counter caution boast+about
                                            brag+about repeat muse warn+against+of+about+that
                                            recount imply signal
say      | clause quote object            | claim suggest announce state detail disclose reveal
                                            explain outline
say      | quote                          | continue+to+that reply+that respond+to+with+by+that shout
                                            yell chant begin+by ask
say      | clause quote object            | allege attest aver opine posit theorize hypothesize surmise
                                            reaffirm restate retort interject scoff whisper mutter
say      | quote object                   | exclaim intone declare blurt murmur paraphrase
report   | clause quote object            | write+about+of+in report tweet+about publish note post
                                            estimate document
say      | object                         | mention discuss describe present reference invoke
                                            tout describe address characterize cite highlight
                                            portray quote dub label call+for+on+in depict brand
                                            promote pitch unveil issue+that echo liken compare
say      | preposition                    | speak+of+about+to talk+about+of refer+to point+to+at
                                            touch+on elaborate+on comment+on allude+to
                                            hint+at+that complain+about+that weigh+on react+to
                                            vouch+for focus+on rail+against lash+at chime+that
deny     | clause quote object to         | deny
deny     | object                         | reject dispute refute rebut disavow dismiss disown
                                            downplay rebuff repudiate renounce contradict debunk
deny     | object to                      | refuse decline
deny     | preposition                    | disagree+with+that object+to balk+at
admit    | clause quote object to         | acknowledge admit+to concede confess+to confirm
                                            agree+to+that+with+on recognize accept grant
promise  | to clause quote object         | promise vow pledge swear+to guarantee threaten propose
                                            offer
accuse   | object                         | accuse blame attack criticize slam blast denounce
                                            condemn mock assail ridicule chastise rebuke scold
                                            decry deride lambast lambaste bash knock ding fault
                                            hammer disparage chide question challenge grill
                                            skewer trash scorn berate belittle admonish upbraid
                                            vilify insult oppose resent bemoan protest
                                            castigate censure deplore denigrate excoriate malign
                                            impugn revile
praise   | object                         | praise laud applaud commend hail congratulate salute
                                            thank compliment endorse back support defend welcome
                                            embrace admire champion advocate+for celebrate
                                            favor tout extol lionize glorify
believe  | clause object                  | believe+in think+that+about+of doubt fear+that regret
                                            suspect assume predict forecast speculate+about+that
                                            expect+to worry+about+that hope+for+to+that wonder
                                            imagine foresee anticipate figure reckon
                                            concern+about
believe  | object                         | view consider regard deem see+as+that rate
                                            interpret perceive
believe  | clause object to               | prefer decide+to+that intend+to plan+to+on
want     | object to                      | want seek wish+for+to+that
want     | to                             | aim+at+to aspire
ask      | person-to clause quote object  | ask+for+about+that question wonder inquire+about
ask      | object person-to quote         | urge demand+that+to implore beg exhort request+that
                                            encourage advise instruct order+to recommend+that
                                            remind warn press+for+on pressure push+for lobby+for
                                            direct
show     | clause quote object            | show indicate find+that demonstrate
show     | clause object                  | reveal prove confirm illustrate reflect
know     | clause object                  | know learn+that+of+about understand+that discover hear+that+about
                                            remember realize+that notice recognize
say      | noun                           | express voice raise make take issue release deliver
                                            give launch send offer cast draw face show
say      | object                         | express voice
tell     | recipient quote                | assure remind inform+of notify+of
"""

NOUNS = """
claim+that assertion+that statement+that+saying+calling belief+that allegation+that accusation+that
suggestion+that argument+that+for fear+that hope+that+for warning+that promise+to pledge+to vow+to
threat+to demand+that+for decision+to plan+to+for call+for+to criticism+of+for request+for+to
view+that+of idea+that opinion+that+of conclusion+that prediction+that+of notion+that support+for
opposition+to concern+that+about+over doubt+that+about acknowledgment+that admission+that
contention+that theory+that insistence+that condemnation+of endorsement+of proposal+to+for
complaint+that+about confidence+that+in expectation+that+of desire+to refusal+to outrage+over+at
frustration+with+at+that skepticism+about+of+that clear+that case+that+for certain+that issue+with
question+about attention+to reservation+about doubt+on sympathy+for+with optimism+that+about
objection+to disapproval+of regret+for+that alarm+about+over admiration+for gratitude+to+for
interest+in dismay+at+over agreement+to+that+with commitment+to aim+at comparison+to+with
letter+saying+to point+that assurance+that reminder+that determination+to intention+to+of
willingness+to reluctance+to effort+to
"""
"""Nouns that bring a content after the words behind `+`: his claim that …, calls for …."""

ADJECTIVES = """
critical+of supportive+of confident+that+about+of+in worried+about+that concerned+about+that
certain+that+of convinced+that+of sure+that+of skeptical+of+about+that aware+of+that
afraid+of+that hopeful+that+about optimistic+that+about pessimistic+about+that dismissive+of
wary+of opposed+to willing+to unwilling+to reluctant+to eager+to proud+of+that+to glad+that+to
happy+that+with+to unhappy+with+about+that angry+about+at+that+over fearful+of+that
doubtful+that+about suspicious+of mindful+of ready+to disappointed+in+that+with+by clear+that
uneasy+about+with divided+over+on+about distrustful+of enthusiastic+about adamant+that+about
unsure+about+of+if+whether frustrated+with+that+by frank+about vague+about determined+to
"""
"""Adjectives that bring a content behind a form of `to be`: is critical of …."""
