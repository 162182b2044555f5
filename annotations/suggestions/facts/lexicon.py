"""Word lists of facts: how exact a number is, units, what happens to people, what revises a figure."""

from __future__ import annotations

from annotations.alignment.linking.stemming import stem


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


ABOUT = frozenset(
    "about around roughly some nearly almost approximately estimated circa close perhaps like maybe".split()  # noqa: SIM905
)
"""Words before a number that make it a rough one."""

GUESSED = _stems(
    "estimate guess reckon believe think expect suppose calculate forecast predict suggest"
)
"""Words of the clause by which its numbers are somebody's estimate."""

AT_LEAST = ("more than", "at least", "over", "upwards of", "no fewer than", "no less than", "above")
AT_MOST = (
    "less than",
    "fewer than",
    "under",
    "up to",
    "at most",
    "just under",
    "no more than",
    "below",
)

UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("%", "percent", "percentage"), ("percent", 1.0)),
    **dict.fromkeys(
        ("km", "kilometre", "kilometres", "kilometer", "kilometers"), ("length", 1000.0)
    ),
    **dict.fromkeys(("mile", "miles"), ("length", 1609.0)),
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), ("length", 1.0)),
    **dict.fromkeys(("foot", "feet", "ft"), ("length", 0.3048)),
    **dict.fromkeys(("inch", "inches"), ("length", 0.0254)),
    **dict.fromkeys(("cm", "centimetre", "centimetres", "centimeters"), ("length", 0.01)),
    **dict.fromkeys(("kg", "kilo", "kilos", "kilogram", "kilograms"), ("mass", 1.0)),
    **dict.fromkeys(("tonne", "tonnes", "ton", "tons"), ("mass", 1000.0)),
    **dict.fromkeys(("pound", "pounds"), ("pounds", 1.0)),
    **dict.fromkeys(("dollar", "dollars", "usd"), ("dollars", 1.0)),
    **dict.fromkeys(("euro", "euros", "eur"), ("euros", 1.0)),
    **dict.fromkeys(("mark", "marks"), ("marks", 1.0)),
    **dict.fromkeys(("crown", "crowns"), ("crowns", 1.0)),
    **dict.fromkeys(("franc", "francs"), ("francs", 1.0)),
    **dict.fromkeys(("litre", "litres", "liter", "liters"), ("volume", 1.0)),
    **dict.fromkeys(("gallon", "gallons"), ("volume", 3.785)),
    **dict.fromkeys(("hectare", "hectares", "ha"), ("area", 1.0)),
    **dict.fromkeys(("acre", "acres"), ("area", 0.4047)),
    **dict.fromkeys(("second", "seconds"), ("time", 1.0)),
    **dict.fromkeys(("minute", "minutes", "min"), ("time", 60.0)),
    **dict.fromkeys(("hour", "hours"), ("time", 3600.0)),
    **dict.fromkeys(("day", "days"), ("time", 86400.0)),
    **dict.fromkeys(("week", "weeks"), ("time", 604800.0)),
    **dict.fromkeys(("month", "months"), ("time", 2629800.0)),
    **dict.fromkeys(("year", "years"), ("time", 31557600.0)),
    **dict.fromkeys(("km/h", "kph"), ("speed", 1.0)),
    **dict.fromkeys(("mph",), ("speed", 1.609)),
    **dict.fromkeys(("hundredth", "hundredths"), ("hundredths", 1.0)),
    **dict.fromkeys(("tenth", "tenths"), ("hundredths", 10.0)),
    **dict.fromkeys(("degree", "degrees", "°"), ("degrees", 1.0)),
}
"""What a unit measures, and how many of that measure's own unit (metre, kilogram, second ..) it is."""

SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
"""Currencies by their signs: sums in two of them are not compared."""

ZONES = frozenset({"gmt", "utc", "bst", "cet", "est", "edt", "ist", "pst"})
"""What behind a number makes it a time of day."""

EVENTS = {
    root: name
    for name, words in {
        "death": "kill die dead death fatal perish drown toll body bodies casualty fatality",
        "injury": "injure injury hurt wound wounded burn burns",
        "missing": "missing unaccounted",
        "arrest": "arrest detain custody held",
        "flight": "evacuate displace flee fled homeless evacuee refugee",
        "rescue": "rescue survive survivor save saved",
        "care": "hospital admit treat hospitalise",
    }.items()
    for root in map(stem, words.split())
}
"""What happens to people, by stem: numbers of two sorts of event are of different things."""

GENERIC = _stems("people person persons man men woman women child children resident residents")
"""Words for people that may be any people."""

REVISED = (
    "up from", "down from", "rose to", "risen to", "raised", "revised", "corrected", "correction",
    "climbed", "updated", "earlier", "initially", "at first", "first hours", "first given", "no longer",
    "now speaks", "now says", "later put", "has since", "have since", "had first", "at first said",
    "lowered", "marked down", "marked up", "put back", "turnabout", "postponed", "moved to", "previously", "originally", "preliminary", "so far",
)  # fmt: skip
"""Phrases by which one side says that a figure took the place of another."""

PERIODS = (
    r"(?:last|this|next|past|previous) (?:year|season|month|week|quarter|decade|summer|winter|spring|autumn)",
    r"(?:business|financial|fiscal|calendar|school) year", r"(?:first|second|third|fourth|three|six|nine|twelve)"
    r"[- ](?:quarter|half|months?)", r"in the year to", r"on the year", r"since \w+", r"past \w+ years",
    r"throughout \w+", r"over the past \w+", r"in (?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)", r"so far this year", r"a (?:day|week|month|year)\b",
    r"over (?:the )?\w+ days", r"on (?:its|the) first day", r"\w+day alone", r"in one day",
    r"(?:daily|weekly|monthly|yearly|annual|annually)",
)  # fmt: skip
"""Patterns of the periods that a figure may be of."""

DAY_NAMES = tuple("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905

MONTH_NAMES = tuple(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)

NO_NAMES = frozenset(
    """
    mr mrs ms dr sir dame lord lady general colonel captain major lieutenant
    sergeant president senator governor mayor judge justice minister secretary
    professor speaker representative rep sen gov former
    """.split()  # noqa: SIM905
).union(DAY_NAMES, MONTH_NAMES)
"""Words with a capital that name nobody."""

KINDS_OF_NAMES = _stems("storm hurricane cyclone typhoon lake mount river port street flight team")
"""First words of names that say what is named: `Storm Ottmar`."""

ADDED = frozenset(
    [
        "more",
        "another",
        "extra",
        "additional",
        "further",
        "other",
        "others",
        "fewer",
        "less",
        "ahead",
        "behind",
    ]
)
"""Words by which a number comes on top of, or lies apart from, another."""

RATES = frozenset("a per each every daily apiece".split())  # noqa: SIM905
"""Words behind a number that make it a rate."""

ENDINGS = _stems("end beat win won lose lost final finish defeat through draw drew overcome")
"""Words beside the result of a game that is over."""

ORDINALS = frozenset("first second third fourth fifth sixth last opening final".split())  # noqa: SIM905

OPPOSED = tuple(
    {word: word if stays else word.removesuffix("ern") for word in words.split()}
    for stays, words in (
        (False, "north south east west northern southern eastern western"),
        (True, "men women boys girls adults children"),
        (True, "upper lower inner outer left right"),
        (True, "coast hills inland mountains"),
        (True, "monday tuesday wednesday thursday friday saturday sunday"),
        (True, "morning afternoon evening night"),
    )
)
"""Words of which two in two clauses tell that these are of different things."""

WANTED = _stems(
    "ask demand seek sought request plan budget target hope offer want pledge promise threaten propose "
    "aim require allow limit capacity"
)
"""Words by which a number is wanted, planned or allowed, and not what came about."""

LABELLED = frozenset(
    [
        "exit",
        "exits",
        "route",
        "room",
        "gate",
        "platform",
        "article",
        "section",
        "page",
        "chapter",
        "channel",
        "phase",
        "line",
        "lines",
        "track",
        "pier",
        "berth",
        "unit",
        "level",
        "stage",
        "lane",
        "bus",
        "tram",
        "group",
        "class",
        "grade",
        "junction",
    ]
)
"""Words behind which a number names something."""

SAYING = _stems(
    "say said tell told spoke spoken wrote written recall remember call state declare announce remark add admit promise warn complain insist claim argue describe "
    "explain deny confirm speak write call estimate"
)
SPEAKERS = _stems(
    "minister secretary spokesman spokeswoman spokesperson chief director president premier mayor governor "
    "official police officer prosecutor auditor captain coach chairman chairwoman leader union company agency "
    "ministry department council court judge lawyer doctor nurse union witness resident neighbour expert "
    "analyst office service bank club team fisherman farmer teacher scientist hydrologist engineer army navy "
    "coastguard government opposition party family manager owner operator deputy commissioner senator"
)
"""Stems of those who speak in news without being named."""

ANYBODY = _stems(
    "police official officials authority authorities government spokesman spokeswoman spokesperson"
)
"""Stems of those who speak for others, who may be named elsewhere."""

KIN = frozenset(
    "wife husband brother sister son daughter father mother cousin uncle aunt widow twin family".split()  # noqa: SIM905
)
"""Words by which two people of one name are two people."""

NEGATORS = frozenset(
    "not no never none nobody nothing neither nor cannot without failed fails fail cleared acquitted".split()  # noqa: SIM905
)
UNTRUE_NEGATION = ("not only", "not every", "not all", "not just", "not until", "not because", "not yet",
                   "no longer", "not necessarily", "no one knows", "not the only")  # fmt: skip
"""Phrases with a negation that do not deny what follows."""
