"""English, as the rules for attributions need to know it: its small words, by what they do."""

from __future__ import annotations

from annotations.suggestions.attribution.language.english_inflection import IRREGULAR_PASTS, forms
from annotations.suggestions.attribution.language.english_verbs import ADJECTIVES, NOUNS, VERBS
from annotations.suggestions.attribution.language.tables import (
    Language,
    before_content,
    nouns,
    verb_forms,
    words,
)

ENGLISH = Language(
    code="en",
    verbs=verb_forms(VERBS, forms),
    nouns=nouns(NOUNS),
    adjectives=before_content(ADJECTIVES),
    determiners=words(
        "the a an this that these those his her their its our my your some any no each every all"
        " both many most several few other another such one two three four five six seven eight"
        " nine ten dozens hundreds thousands"
    ),
    possessives=words("his her their its our my your whose"),
    subjects=words("he she they it we i you who"),
    pronouns=words(
        "he she they it we i you who him them us me himself herself themselves others everyone"
        " nobody someone somebody anyone everybody"
    ),
    relatives=words("who which that whom whose"),
    subordinators=words(
        "that because if when while although though since after before until unless whether as"
        " where how why what whereas once so than"
    ),
    conjunctions=words("and or but nor yet"),
    prepositions=words(
        "of in on at for from with by to about against into over under between among through"
        " during without within toward towards upon across behind beyond near around like despite"
        " amid per via including following regarding outside inside throughout off onto"
    ),
    auxiliaries=words(
        "is are was were be been being am has have had having do does did will would can could"
        " shall should may might must gets got cannot 's 'd 've 're 'll 'm isn't aren't wasn't"
        " weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't"
        " shouldn't ain't"
    ),
    infinitive_marks=words("to"),
    passive=words("is are was were be been being gets got am"),
    modal=words(
        "will would can could shall should may might must do does did to cannot don't doesn't"
        " didn't won't wouldn't can't couldn't shouldn't 'll 'd"
    ),
    adverbs=words(
        "also not never ever still even again now then just once later earlier often always only"
        " already further too instead soon sometimes long well merely simply first last meanwhile"
        " thus therefore rather almost much so here today yesterday tomorrow tonight"
        " however moreover indeed ago since back all"
    ),
    adverb_endings=("ly",),
    not_adverbs=words(
        "family ally rally only july italy supply reply apply daily assembly monopoly"
    ),
    times=words(
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight"
        " january february march april may june july august september october november december"
        " week month year morning afternoon evening night recently earlier later"
    ),
    time_openers=words("this last next late early earlier the that on in"),
    adjunct_starts=words(
        "in on at during after before from while when as to through via last this earlier later"
        " late early following by with for of under amid over about today yesterday"
    ),
    light_verbs=words(
        "appeared appear appears seemed seem seems tried try tries wants want wanted went going go"
        " goes refused refuse refuses declined decline declines continued continue continues began"
        " begin begins sought seek seeks hoped hope hopes managed able likely used expected"
        " forced needs need needed decided continues set ready quick"
        " keeps keep kept starts started stops stopped stop"
    ),
    reporters=words(
        "reporters journalists supporters voters viewers lawmakers officials police investigators"
        " aides members attendees congress listeners people parents donors delegates"
    ),
    plurals=words("people men women police media children democrats republicans some many others"),
    complementizers=words("that"),
    contrasts=words("while though although which who whereas"),
    openers=words("if when while although though since after before unless as because once"),
    reasons=words("because until unless since"),
    questions=words("how why whether what who if"),
    pasts=IRREGULAR_PASTS,
    past_endings=("ed",),
    person=words(
        "spokesman spokeswoman spokesperson president chairman chairwoman senator governor mayor"
        " director minister secretary candidate officer official leader professor judge lawyer"
        " attorney analyst expert reporter author critic adviser advisor manager nominee doctor"
        " researcher executive commissioner sheriff chief witness congressman congresswoman"
        " businessman billionaire lawmaker strategist economist pollster host columnist editor"
        " prosecutor ambassador general pastor historian physician scientist teacher mother father"
    ),
    negations=words(
        "not never no didn't doesn't don't won't can't hasn't haven't wouldn't couldn't isn't"
    ),
    everyday_verbs=words(
        "support see find know offer seek plan back decide embrace prove promote push refuse defend"
        " issue hear remark press figure favor continue address highlight present reflect rate"
        " order begin conclude compare maintain learn accept advocate understand challenge recommend"
        " unveil pressure aim doubt reveal release make take deliver give launch send show cast draw"
        " face echo intend prefer encourage detail recognize assume post direct signal champion"
        " document hammer trash hit knock grant discover remember realize regard direct lobby read"
        " notice admire celebrate thank consider interpret question focus speak talk attack"
        " call support discuss publish imagine pitch depict brand label characterize demonstrate"
        " illustrate instruct advise counter grill bash fault ding observe protest threaten"
    ),
    nouns_too=words(
        "claim claims report reports note notes plan plans call calls offer offers demand demands"
        " question questions support doubt doubts fear fears hope hopes promise promises pledge"
        " pledges vow vows attack attacks challenge challenges comment comments address addresses"
        " request requests view views issue issues estimate estimates detail details document"
        " documents tweet tweets post posts remark remarks protest protests concern concerns praise"
        " blame insult insults worry worries show shows state states regret press forecast forecasts"
        " warning rates rate figure figures back records favor pitch label orders order wish wishes"
        " reports objects judges backs moves grants documents signals references notice finding"
        " findings saying sayings meaning opposing backing offering feeling understanding threats"
    ),
    title_words=words("mr mrs ms dr sen rep gov gen prof president senator"),
    definite=words("the this that"),
    male=words("he him his himself mr spokesman chairman congressman businessman father son"),
    female=words(
        "she her hers herself mrs ms spokeswoman chairwoman congresswoman mother daughter"
    ),
    plural_pronouns=words("they them their"),
)
