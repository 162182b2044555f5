"""German verbs that bring what somebody says, thinks or wants, with their principal parts.

A row: class | frames | verbs, each as `infinitive present past participle`, with commas between. A
verb whose particle stands apart begins with it: `mit teilen teilt teilte geteilt` is `mitteilen`.
Classes and frames are those of `english_verbs`. Made from grammars and style guides of news.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotations.suggestions.attribution.language.forms import Form
from annotations.suggestions.attribution.language.tables import Frame, Verb

VERBS = """
say | clause quote | sagen sagt sagte gesagt, erklären erklärt erklärte erklärt, betonen betont
    betonte betont, berichten berichtet berichtete berichtet, erläutern erläutert erläuterte
    erläutert, bemerken bemerkt bemerkte bemerkt, behaupten behauptet behauptete behauptet,
    argumentieren argumentiert argumentierte argumentiert, ergänzen ergänzt ergänzte ergänzt,
    versichern versichert versicherte versichert, bekräftigen bekräftigt bekräftigte bekräftigt,
    unterstreichen unterstreicht unterstrich unterstrichen, schreiben schreibt schrieb geschrieben,
    twittern twittert twitterte getwittert, melden meldet meldete gemeldet, warnen warnt warnte
    gewarnt, antworten antwortet antwortete geantwortet, entgegnen entgegnet entgegnete entgegnet,
    erwidern erwidert erwiderte erwidert, beteuern beteuert beteuerte beteuert, klagen klagt klagte
    geklagt, beklagen beklagt beklagte beklagt, äußern äußert äußerte geäußert, verkünden verkündet
    verkündete verkündet, mahnen mahnt mahnte gemahnt, rufen ruft rief gerufen, witzeln witzelt
    witzelte gewitzelt, spotten spottet spottete gespottet, kommentieren kommentiert kommentierte
    kommentiert, konstatieren konstatiert konstatierte konstatiert, formulieren formuliert
    formulierte formuliert, urteilen urteilt urteilte geurteilt, schildern schildert schilderte
    geschildert, erinnern erinnert erinnerte erinnert, verlautbaren verlautbart verlautbarte
    verlautbart, erzählen erzählt erzählte erzählt, präzisieren präzisiert präzisierte präzisiert
say | clause quote object | mit teilen teilt teilte geteilt, an kündigen kündigt kündigte gekündigt,
    an geben gibt gab gegeben, hinzu fügen fügt fügte gefügt, an merken merkt merkte gemerkt,
    bekannt geben gibt gab gegeben, klar stellen stellt stellte gestellt, fest stellen stellt
    stellte gestellt, aus führen führt führte geführt, dar legen legt legte gelegt
deny | clause quote object | bestreiten bestreitet bestritt bestritten, dementieren dementiert
    dementierte dementiert, leugnen leugnet leugnete geleugnet
deny | object | zurück weisen weist wies gewiesen, ab lehnen lehnt lehnte gelehnt, ab streiten
    streitet stritt gestritten
admit | clause quote object | ein räumen räumt räumte geräumt, zu geben gibt gab gegeben, bestätigen
    bestätigt bestätigte bestätigt, gestehen gesteht gestand gestanden, ein gestehen gesteht gestand
    gestanden
promise | clause quote object | versprechen verspricht versprach versprochen, drohen droht drohte
    gedroht, zu sagen sagt sagte gesagt, schwören schwört schwor geschworen, vor schlagen schlägt
    schlug geschlagen
accuse | clause quote | vor werfen wirft warf geworfen
accuse | object clause quote | kritisieren kritisiert kritisierte
    kritisiert, bemängeln bemängelt bemängelte bemängelt, rügen rügt rügte gerügt
accuse | object | verurteilen verurteilt verurteilte verurteilt, beschuldigen beschuldigt
    beschuldigte beschuldigt, an klagen klagt klagte geklagt
praise | object quote | loben lobt lobte gelobt, begrüßen begrüßt begrüßte begrüßt, würdigen würdigt
    würdigte gewürdigt
believe | clause quote | glauben glaubt glaubte geglaubt, meinen meint meinte gemeint, vermuten
    vermutet vermutete vermutet, hoffen hofft hoffte gehofft, befürchten befürchtet befürchtete
    befürchtet, fürchten fürchtet fürchtete gefürchtet, erwarten erwartet erwartete erwartet,
    bezweifeln bezweifelt bezweifelte bezweifelt, prognostizieren prognostiziert prognostizierte
    prognostiziert, schätzen schätzt schätzte geschätzt, finden findet fand gefunden, an nehmen
    nimmt nahm genommen
ask | clause quote object | fordern fordert forderte gefordert, verlangen verlangt verlangte
    verlangt, fragen fragt fragte gefragt, auf fordern fordert forderte gefordert, appellieren
    appelliert appellierte appelliert, plädieren plädiert plädierte plädiert
"""


class Separable(NamedTuple):
    """A verb whose particle may stand apart: `teilte … mit`."""

    particle: str
    verb: Verb
    form: Form


def _entries() -> Iterator[tuple[Verb, str, tuple[str, ...]]]:
    """Give each verb of the table: the verb, its particle or "", its principal parts."""
    kind, frames, said = "", "", ""
    rows: list[tuple[str, str, str]] = []
    for line in VERBS.strip().splitlines():
        if "|" in line:
            kind, frames, said = (part.strip() for part in line.split("|"))
            rows.append((kind, frames, said))
        else:
            rows[-1] = (*rows[-1][:2], f"{rows[-1][2]} {line.strip()}")
    for kind, frames, said in rows:
        for entry in said.split(","):
            *before, base, present, past, participle = entry.split()
            particle = "".join(before)
            verb = Verb(particle + base, kind, frozenset(map(Frame, frames.split())))
            yield verb, particle, (base, present, past, participle)


def _finite(parts: tuple[str, ...]) -> dict[str, Form]:
    base, present, past, _ = parts
    plural = past + ("n" if past.endswith("e") else "en")
    return {past: Form.PAST, plural: Form.PAST, base: Form.BASE, present: Form.PRESENT}


def whole_forms() -> dict[str, tuple[Verb, Form]]:
    """Every form that is one word: `sagte`, `mitteilte`, `mitgeteilt`."""
    found: dict[str, tuple[Verb, Form]] = {}
    for verb, particle, parts in _entries():
        found[particle + parts[3]] = (verb, Form.PARTICIPLE)
        found |= {particle + word: (verb, form) for word, form in _finite(parts).items()}
    return found


def separable_forms() -> dict[str, tuple[Separable, ...]]:
    """Finite forms of verbs whose particle stands further on: `teilte`."""
    found: dict[str, tuple[Separable, ...]] = {}
    for verb, particle, parts in _entries():
        for word, form in _finite(parts).items() if particle else ():
            found[word] = (*found.get(word, ()), Separable(particle, verb, form))
    return found
