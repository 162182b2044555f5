"""Two made-up events, each reported in several languages: written for the tests, not translated.

`REPORTS[event][language]` is a list of paragraphs, each with the number of what it tells; None is
said in this report alone. Reports order and word things each in its own way, and leave some out.
"""

from __future__ import annotations

from itertools import product

Paragraphs = list[tuple[int | None, str]]

REPORTS: dict[str, dict[str, Paragraphs]] = {
    "ferry": {
        "en": [
            (1, "A ferry carrying 214 people ran aground off the island of Hollin on Friday night after its steering failed."),
            (2, "Nobody was killed, but eleven passengers were taken to hospital with broken bones and bruises."),
            (3, "Fishing boats from the village were the first to reach the ship and brought most of the travellers ashore within two hours."),
            (None, "Hollin, known for its sheep and its lighthouse, has about nine hundred inhabitants."),
            (4, "The captain, Edda Marsh, said the rudder had stopped answering a few minutes before the impact."),
            (5, "The shipping company admitted that an inspection due in March had been put off twice to save money."),
            (6, "Prosecutors have opened an inquiry and want to question the company's directors next week."),
            (7, "Environmental officers found no trace of oil in the water."),
        ],
        "de": [
            (1, "Vor Hollin ist am späten Freitagabend eine Fähre auf Grund gelaufen. An Bord waren 214 Menschen; nach ersten Erkenntnissen war die Ruderanlage ausgefallen."),
            (3, "Die meisten Reisenden verdanken ihre schnelle Rettung den Fischern des Dorfes, die mit ihren Kuttern vor allen anderen am Unglücksort waren."),
            (2, "Tote gab es nicht. Elf Verletzte kamen mit Prellungen und Knochenbrüchen in die Klinik."),
            (5, "Die Reederei räumte ein, eine seit März fällige Überprüfung aus Kostengründen zweimal verschoben zu haben."),
            (None, "Erst im vergangenen Jahr hatte das Land die Zuschüsse für den Schiffsverkehr gekürzt."),
            (6, "Inzwischen ermittelt die Staatsanwaltschaft; in der kommenden Woche sollen die Vorstände vernommen werden."),
        ],
        "fr": [
            (1, "Un ferry s'est échoué vendredi soir près de l'île de Hollin, avec 214 personnes à bord, à la suite d'une panne de gouvernail."),
            (4, "« Le navire ne répondait plus à la barre depuis quelques minutes », a raconté la commandante, Edda Marsh."),
            (2, "Onze passagers, souffrant de fractures et de contusions, ont été hospitalisés ; aucun décès n'est à déplorer."),
            (7, "Aucune pollution aux hydrocarbures n'a été constatée, selon les services de l'environnement."),
            (6, "Le parquet a ouvert une enquête et compte entendre les dirigeants de la compagnie la semaine prochaine."),
            (None, "Une messe sera célébrée dimanche dans la petite église du port."),
        ],
        "es": [
            (1, "Un transbordador con 214 personas encalló la noche del viernes frente a la isla de Hollin cuando dejó de funcionar el timón."),
            (3, "Los pescadores del pueblo llegaron antes que nadie y en menos de dos horas llevaron a tierra a casi todos los viajeros."),
            (5, "La naviera reconoció que había aplazado en dos ocasiones, para ahorrar, una revisión prevista para marzo."),
            (4, "Según la capitana, Edda Marsh, el timón dejó de responder minutos antes del golpe."),
            (None, "El servicio entre las islas quedará suspendido al menos hasta el miércoles."),
            (7, "Los técnicos de medio ambiente no hallaron restos de combustible en el mar."),
        ],
        "ru": [
            (1, "В пятницу поздно вечером у острова Холлин сел на мель паром, на борту которого находились 214 человек. Причиной стал отказ рулевого управления."),
            (2, "Погибших нет, одиннадцать пассажиров с переломами и ушибами доставлены в больницу."),
            (3, "Первыми на помощь пришли местные рыбаки: за два часа они переправили на берег большинство людей."),
            (None, "Синоптики предупреждают о шторме, который ожидается в начале недели."),
            (5, "В судоходной компании признали, что плановую проверку, назначенную на март, дважды откладывали ради экономии."),
            (6, "Прокуратура начала расследование, руководителей компании собираются допросить на следующей неделе."),
        ],
        "zh": [
            (1, "一艘载有214人的渡轮周五夜间在霍林岛附近搁浅，原因是舵机失灵。"),
            (2, "事故没有造成人员死亡，十一名乘客因骨折和擦伤被送往医院。"),
            (4, "船长埃达·马什说，撞击发生前几分钟，船舵就已经没有反应了。"),
            (5, "航运公司承认，原定三月进行的检查为了省钱被推迟了两次。"),
            (None, "岛上的学校下周一将照常上课。"),
            (7, "环保部门表示，海水中没有发现油污。"),
        ],
    },
    "bakery": {
        "en": [
            (1, "Workers at the Brae bread factory walked out on Monday after the management refused to raise wages."),
            (2, "Some 380 employees joined the strike, nearly all of the night shift among them."),
            (3, "Supermarkets in the region said their shelves could be empty by Thursday."),
            (4, "The union asks for seven percent more and an extra day of rest each month."),
            (5, "Director Olaf Reeve called the demand unaffordable, because flour and electricity have become so dear."),
            (None, "The factory was founded in 1921 by two brothers who had come from the south."),
            (6, "A mediator named by the labour ministry will meet both sides on Wednesday."),
        ],
        "de": [
            (1, "In der Brotfabrik von Brae ruht seit Montag die Arbeit: Die Belegschaft streikt, weil die Leitung höhere Löhne ablehnt."),
            (4, "Die Gewerkschaft verlangt sieben Prozent mehr Geld sowie einen zusätzlichen freien Tag im Monat."),
            (5, "Das sei nicht zu bezahlen, sagte Direktor Olaf Reeve und verwies auf die Preise für Mehl und Strom."),
            (3, "Händler der Gegend rechnen damit, dass schon am Donnerstag kein Brot mehr in den Regalen liegt."),
            (None, "Vor dem Werkstor brannten in der Nacht Feuer in alten Fässern."),
        ],
        "fr": [
            (1, "Les salariés de l'usine de pain de Brae ont cessé le travail lundi, la direction ayant refusé d'augmenter les salaires."),
            (2, "Près de 380 personnes suivent le mouvement, dont presque toute l'équipe de nuit."),
            (6, "Un médiateur désigné par le ministère du travail doit rencontrer les deux parties mercredi."),
            (4, "Le syndicat réclame sept pour cent d'augmentation et un jour de repos supplémentaire par mois."),
        ],
        "es": [
            (1, "La plantilla de la fábrica de pan de Brae inició el lunes una huelga tras la negativa de la empresa a subir los sueldos."),
            (5, "El director, Olaf Reeve, considera inasumible la petición por el precio de la harina y de la luz."),
            (2, "Secundan el paro unos 380 trabajadores, entre ellos casi todo el turno de noche."),
            (None, "El alcalde pidió calma y visitó a las familias de los huelguistas."),
            (3, "Los supermercados de la comarca temen quedarse sin existencias el jueves."),
        ],
        "ru": [
            (1, "Рабочие хлебозавода в Брэ в понедельник объявили забастовку: руководство отказалось повышать зарплату."),
            (4, "Профсоюз требует прибавки в семь процентов и ещё одного выходного дня в месяц."),
            (3, "Магазины области предупреждают, что уже к четвергу хлеба на полках может не остаться."),
            (6, "В среду с обеими сторонами встретится посредник, которого назначило министерство труда."),
        ],
        "zh": [
            (1, "由于管理层拒绝加薪，布雷面包厂的工人周一开始罢工。"),
            (2, "约380名员工参加了罢工，其中包括几乎所有夜班工人。"),
            (5, "厂长奥拉夫·里夫说，面粉和电费太贵，这样的要求无法承受。"),
            (6, "劳动部指定的调解人将在周三与双方会面。"),
            (None, "工厂门口有人免费发放热茶。"),
        ],
    },
}  # fmt: skip


def pairs() -> list[tuple[str, list[str], list[str], set[tuple[int, int]]]]:
    """Reports of one event in two languages: a name, both texts, and which paragraphs tell the same."""
    return [
        (f"{event} {one}-{two}", _texts(left), _texts(right), _gold(left, right))
        for event, reports in REPORTS.items()
        for (one, left), (two, right) in product(reports.items(), reports.items())
        if one < two
    ]


def null_pairs() -> list[tuple[str, list[str], list[str]]]:
    """Reports of different events in two languages: nothing is to be linked."""
    return [
        (f"{one}-{two}", _texts(left), _texts(right))
        for (one, left), (two, right) in product(
            REPORTS["ferry"].items(), REPORTS["bakery"].items()
        )
        if one != two
    ]


def _texts(report: Paragraphs) -> list[str]:
    return [text for _, text in report]


def _gold(left: Paragraphs, right: Paragraphs) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row, (one, _) in enumerate(left)
        for column, (two, _) in enumerate(right)
        if one is not None and one == two
    }
