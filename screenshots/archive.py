"""Invented reports of some days in March, as an archive that nobody has sorted."""

from __future__ import annotations

import json
from pathlib import Path

REPORTS = (
    (
        "Brewery in Norby burns down",
        "Harbour Ledger",
        "2026-03-03",
        "A fire destroyed the old Tamm brewery in Norby on Monday night. Two people were taken to hospital."
        " Ilse Tamm, whose family has brewed there since 1874, said that the roof fell in within an hour."
        " The fire brigade of Norby came with 40 men, and the bridge over the Leck was closed until morning.",
    ),
    (
        "Forty firefighters could not save it",
        "Inland Post",
        "2026-03-04",
        "NORBY — Forty firefighters could not save the Tamm brewery, which burned down late on Monday. “The roof"
        " came down on the vats,” said Ilse Tamm, the owner. The brewery at the bridge over the Leck was founded"
        " in 1874. Two of its workers are in hospital in Norby with burns.",
    ),
    (
        "Tamm brewery: what is known of the fire",
        "Coast Radio",
        "2026-03-04",
        "The police of Norby are looking for whoever was last in the Tamm brewery on Monday evening. The fire at"
        " the Leck began in the malt loft, says chief inspector Jorun Hale. Ilse Tamm wants to brew again, in"
        " what is left of the house of 1874. Both injured workers are better.",
    ),
    (
        "All safe after fire on the Merganser",
        "Coast Radio",
        "2026-03-12",
        "Seven sailors escaped when a fire broke out on the ferry Merganser off Kestrel Bay on Thursday. Captain"
        " Osric Vane had the engine room flooded. The Merganser, built in 1998, was carrying 312 passengers to"
        " Holm Island, and all of them were brought ashore by fishing boats.",
    ),
    (
        "Fishing boats bring 312 ashore",
        "The Tide Table",
        "2026-03-13",
        "All 312 passengers of the ferry Merganser are safe after a fire in its engine room on Thursday, its"
        " captain, Osric Vane, said in Kestrel Bay. Fishing boats brought them ashore, and seven sailors who had"
        " fought the flames followed. The ship of 1998 serves Holm Island.",
    ),
    (
        "Salt workers walk out",
        "Inland Post",
        "2026-03-05",
        "The 214 workers of the Oland salt works put down their tools on Thursday. Their union asks for 6.5 per"
        " cent; the owner, Brand & Sons, offers 2. “We can wait until the pans are dry,” said its speaker, Mette"
        " Lund. No salt left the harbour of Oland.",
    ),
    (
        "Brand & Sons offers two per cent",
        "Harbour Ledger",
        "2026-03-06",
        "Brand & Sons will not go beyond two per cent, it says, while 214 workers of its salt works in Oland are"
        " on strike. Mette Lund, who speaks for the union, calls that a joke: it asks for 6.5. Three ships wait"
        " in the harbour of Oland for salt.",
    ),
    (
        "Mill bridge shut to lorries",
        "Mill Valley News",
        "2026-03-09",
        "From Tuesday on no lorry may cross the mill bridge at Aske. Divers found a crack of 40 centimetres in its"
        " second pier, says the county’s engineer, Dr. Pia Moll. Until it is mended, the way round by Tarn takes"
        " half an hour. Aske’s council meets on Friday.",
    ),
    (
        "A crack in the second pier",
        "Inland Post",
        "2026-03-10",
        "The mill bridge at Aske has a crack in its second pier, 40 centimetres long. Dr. Pia Moll, engineer of"
        " the county, had lorries banned from it at once; they go by Tarn now. What the repair costs is to be"
        " told to the council of Aske on Friday.",
    ),
    (
        "Mill bridge shut to lorries",
        "Coast Radio",
        "2026-03-10",
        "From Tuesday on no lorry may cross the mill bridge at Aske. Divers found a crack of 40 centimetres in its"
        " second pier, says the county’s engineer, Dr. Pia Moll. Until it is mended, the way round by Tarn takes"
        " half an hour.",
    ),
    (
        "Storks are back early",
        "Mill Valley News",
        "2026-03-02",
        "The first pair of storks has come to the chimney of the dairy, nine days before last year’s. Teacher"
        " Knut Ahl has kept the list since 1981, and never wrote an earlier day into it.",
    ),
    (
        "Library opens on Sundays",
        "The Tide Table",
        "2026-03-11",
        "The town library will open on Sundays from one to five, with volunteers at the desk. Chess boards are"
        " put out in the reading room, and coffee costs nothing.",
    ),
)


def write(path: Path) -> None:
    """Write the archive as JSON lines, and two lines more that are no articles."""
    names = ("title", "outlet", "published", "text")
    lines = [json.dumps(dict(zip(names, each, strict=True))) for each in REPORTS]
    path.write_text("\n".join([*lines, "half a line", "{}"]), encoding="utf-8")
