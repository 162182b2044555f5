"""German, as the rules for attributions need to know it: its small words, by what they do."""

from __future__ import annotations

from annotations.suggestions.attribution.language.german_verbs import (
    separable_forms,
    whole_forms,
)
from annotations.suggestions.attribution.language.tables import Language, words

SEPARABLE = separable_forms()

GERMAN = Language(
    code="de",
    verbs={form: (each[0].verb, each[0].form) for form, each in SEPARABLE.items()} | whole_forms(),
    determiners=words(
        "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner"
        " dieser diese dieses diesem diesen jener jene jenes sein seine seinen seinem seiner seines"
        " ihr ihre ihren ihrem ihrer ihres unser unsere mein meine alle allen aller viele vielen"
        " mehrere einige manche zwei drei vier fünf sechs sieben acht neun zehn beide beiden"
    ),
    possessives=words("sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere"),
    subjects=words("er sie es wir ich man"),
    pronouns=words("er sie es wir ich man ihm ihn ihnen uns mich mir sich niemand jemand"),
    relatives=words("welcher welche welches"),
    subordinators=words(
        "dass daß ob wenn weil als während obwohl nachdem bevor seit sobald falls damit wie warum"
        " wieso wann wo wer was wohin sodass da"
    ),
    conjunctions=words("und oder aber sondern denn doch"),
    prepositions=words(
        "in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter für gegen ohne um"
        " durch seit bis wegen trotz laut gegenüber zwischen neben hinter ins ans gemäß angesichts"
    ),
    auxiliaries=words(
        "ist sind war waren sei seien wäre wären bin hat haben hatte hatten habe hätte hätten wird"
        " werden wurde wurden werde würde würden kann können konnte konnten könne könnte könnten"
        " muss müssen musste mussten müsse müsste soll sollen sollte sollten solle will wollen"
        " wollte wollten wolle darf dürfen durfte dürfe dürfte mag mögen möchte"
    ),
    passive=words("wird werden wurde wurden werde worden würde"),
    modal=words(
        "kann können konnte konnten könnte könnten muss müssen musste soll sollen sollte will wollen"
        " wollte darf dürfen durfte dürfte mag möchte würde würden wird werden"
    ),
    adverbs=words(
        "auch nicht nie immer noch schon nur erst zudem außerdem dabei daraufhin später zuvor"
        " weiter jedoch allerdings dagegen zugleich gleichzeitig bereits inzwischen nun jetzt hier"
        " dort heute gestern morgen so sehr etwa rund deshalb daher trotzdem zunächst schließlich"
        " demnach wiederholt mehrfach erneut wieder selbst ferner anschließend"
    ),
    adverb_endings=("weise",),
    times=words(
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern morgen"
        " januar februar märz april mai juni juli august september oktober november dezember woche"
        " montagabend dienstagabend mittwochabend donnerstagabend freitagabend abend mittag nachmittag"
        " vormittag nacht jahr"
    ),
    time_openers=words("am im vergangenen vorigen dieser diese"),
    complementizers=words("dass daß"),
    questions=words("ob wie warum wieso wann wo wer was wohin"),
    person=words(
        "sprecher sprecherin präsident präsidentin minister ministerin kanzler kanzlerin"
        " bundeskanzler bundeskanzlerin vorsitzende vorsitzender chef chefin bürgermeister"
        " bürgermeisterin senator senatorin richter richterin anwalt anwältin staatsanwalt"
        " staatsanwältin abgeordnete abgeordneter experte expertin forscher forscherin professor"
        " professorin direktor direktorin leiter leiterin trainer trainerin zeuge zeugin polizist"
        " polizistin arzt ärztin politiker politikerin außenminister außenministerin"
        " innenminister innenministerin finanzminister finanzministerin ministerpräsident"
        " ministerpräsidentin regierungssprecher regierungssprecherin kommissar kommissarin"
    ),
    negations=words("nicht nie kein keine"),
    everyday_verbs=words(
        "finden rufen erinnern finden führen schätzen anklagen verurteilen melden"
    ),
    title_words=words("herr frau dr prof"),
    definite=words("der die das"),
    male=words(
        "er ihm ihn herr sprecher präsident minister kanzler bundeskanzler vorsitzender"
        " bürgermeister senator richter anwalt experte trainer politiker außenminister innenminister"
        " finanzminister ministerpräsident regierungssprecher"
    ),
    female=words(
        "sie ihr frau sprecherin präsidentin ministerin kanzlerin bundeskanzlerin bürgermeisterin"
        " senatorin richterin anwältin expertin trainerin politikerin außenministerin"
        " innenministerin finanzministerin ministerpräsidentin regierungssprecherin"
    ),
    reporting_mood=words(
        "sei seien habe werde könne müsse solle dürfe wolle gebe gehe komme bleibe lasse stehe liege"
        " brauche wisse sehe nehme halte mache finde bestehe gelte führe"
    ),
    nouns_have_capitals=True,
)
