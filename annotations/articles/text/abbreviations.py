"""Words with a full stop that often ends no sentence, by what may follow them.

All in lower case and without the last full stop. The lists are kept from style guides and common
usage of the languages named; a word that is also an everyday word stands only where a number, or a
capital, after it decides.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "mr mrs ms dr drs prof gen lt col sgt cpl capt cmdr cdr adm maj brig sen rep gov hon rev pres "
    "amb messrs mt ft supt insp det atty asst ret hr fr dipl med habil phil jur ing mgr mme mlle "
    "sra srta dra dña dep exc ilmo dott sig sigg avv arch geom l’on l’ing l’avv dhr mevr mej ir "
    "hosp avda ks inż lek ул пр пер им гор обл акад проф доц डॉ श्री"
)
"""Stand before a name: no sentence ends after them."""

NUMBERED = _words(
    "no nos nr p pp vol vols fig figs art sec ch para eq ref núm num pág tel s bd abs kap c cap "
    "ca approx circa dn рис стр табл"
)
"""Stand before a number: no sentence ends where one follows; else they are words like others."""

MONTHS = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec okt dez janv févr avr juil déc mon tue tues "
    "wed thu thur thurs fri sat sun"
)
"""Months and days cut short; before a number no sentence ends."""

SOFT = _words(
    "inc corp co ltd llc plc bros jr sr est dept govt univ assn ave blvd rd st sq bldg ala ariz "
    "ark calif colo conn del fla ill ind kan ky mass md mich minn miss mo mont neb nev okla ore "
    "penn pa tenn tex va vt wash wis wyo lbs lb oz in ft yd mi hr hrs min gmbh ag kg руб"
)
"""May end a sentence: it does where a word follows that commonly opens one."""

INNER = _words(
    "vs v al viz cf ed eds trans resp incl excl max avg e.g i.e a.k.a w.r.t bzw usw z.b d.h u.a "
    "v.a o.ä u.ä s.o s.u evtl ggf inkl bzgl vgl mio mrd tsd sog geb gest u.s.w av apr j.-c c.-à-d "
    "env ee uu ff aa cc o.a d.w.z bijv nl enz m.b.t t.a.v bl.a dvs t.ex m.m enl kl d.v.s m.in np "
    "tzn tj ok godz br im tzv např apod atd т.е т.н т.д т.п др тыс млн млрд см напр и.о örn vb vd"
)
"""Stand inside a sentence."""

LISTS_END = _words("etc usw enz atd ecc т.д т.п др")
"""Close a list, and often the sentence with it: it ends where a capital follows."""

STARTERS = _words(
    "the a an this that these those there here it its he his she her they their them we our us i "
    "my you your one two three some many most more few all both each every no none nobody nothing "
    "not another other others such what when where which who whose why how if unless although "
    "though while whereas because since until after before during by for from in on at to with "
    "without within under over between among against despite about as and but or nor so yet then "
    "now still also however meanwhile instead later earlier today yesterday tomorrow last next "
    "first finally only even just once is was were are do does did has have had can could will "
    "would should may might must let"
)
"""English words that commonly open a sentence, and are seldom part of a name."""

GERMAN_AFTER_ORDINAL = _words(
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Jahrhundert Jahrhunderts Platz Mal Geburtstag Stock Etage Klasse Liga Runde Spieltag"
)

NAMES_WITH_MARK = _words("yahoo jeopardy wham yum oklahoma panic")
"""Names written with an exclamation mark."""
