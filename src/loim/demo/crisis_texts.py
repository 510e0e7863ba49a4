"""What the crisis plans of the demonstration say; nobody in them exists."""

from typing import Any

FIRST_STEPS = """Kuula raadiot ja vaata naabri akent.
Juht otsustab, kas helistamine algab; kui ta ei vasta, otsustab asetäitja.
Kui telefonid ei tööta, kogune tunni jooksul rahvamajja.
Hooldaja käib läbi paigad, kus on abi vaja."""
PEOPLE = (
    "Aita Aas", "Boriss Beljakov", "Cärolin Kuusk", "Darja Dub", "Endel Eik", "Fjodor Fomin",
    "Grete Grünfeld", "Heino Haab", "Iivi Ilves", "Jaak Jalakas", "Karin Kivi", "Leo Lepp",
    "Maimu Mänd", "Nikolai Nõgu", "Oive Oks", "Peep Paju", "Reelika Rebane", "Sulev Saarepuu",
    "Tatjana Tamm", "Uku Ubin", "Viive Vaher", "Õnne Õis", "Ülo Ürt", "Ants Allikas",
)  # fmt: skip
ADDRESSES = ("Metsa tee 1", "Oru talu", "Järve 4", "", "Mäe talu", "Kooli 2")
LANGUAGES = ("eesti, vene", "eesti", "eesti, inglise", "eesti, vene, ukraina")
SKILLS = ("", "esmaabi", "mootorsaag, traktor", "suur pada", "", "raadioside", "elektrik", "paat")
COPIES = ("Külavanem", "Rahvamaja stend", "Asetäitja")
THINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("resource", {"kind": "power", "name": "Generaator", "quantity": "5 kW", "place": "Rahvamaja kuur"}),
    ("resource", {"kind": "water", "name": "Käsipumbaga kaev", "quantity": "1", "place": "Rahvamaja õu"}),
    ("resource", {"kind": "heat", "name": "Ahi ja puud", "quantity": "6 ruumi", "place": "Rahvamaja"}),
    ("resource", {"kind": "radio", "name": "Käsiraadiod", "quantity": "4", "place": "Pood"}),
    ("point", {"kind": "warm", "name": "Rahvamaja", "address": "Kooli 1", "places": 80, "note": "Köetav ka vooluta"}),
    ("point", {"kind": "meeting", "name": "Bussipeatus", "address": "Tee hargnemine"}),
    ("place", {"place": "Jõekallas", "danger": "flood", "people": 14, "needs": "Vedu kõrgemale"}),
    ("resource", {"kind": "vehicle", "name": "Traktor lumesahaga", "quantity": "1", "place": "Töökoda"}),
    ("place", {"place": "Kortermaja liini lõpus", "danger": "power_cut", "people": 22, "needs": "Soe ruum, laadimine"}),
    ("point", {"kind": "notices", "name": "Poe teadetetahvel"}),
    ("place", {"place": "Metsatee otsas", "danger": "snow", "people": 5, "needs": "Tee lahti hoida"}),
)  # fmt: skip
DRILLS: tuple[tuple[int, dict[str, Any], tuple[tuple[str, int], ...]], ...] = (
    (
        45,
        {
            "tried": "Õhtune helistamine läbi kogu puu", "minutes": 38, "reached": 11, "people": 11,
            "lessons": "Kaks numbrit olid vanad. Asetäitja alustas ise, kui juht ei vastanud.",
        },
        (("Uuenda numbrid", 14), ("Leia raadiotele laadija", 60)),
    ),
    (
        120,
        {
            "tried": "Rahvamaja kütmine ja valgustamine ilma vooluta", "people": 26,
            "lessons": "Generaator käivitus kolmandal katsel.",
        },
        (("Vaheta generaatori küünal", 20),),
    ),
)  # fmt: skip
AREAS = (("Moonaküla", 610), ("Tõrma tee", 240), ("Vabriku", 380), ("Aiandi", 95))
# kind, days ago, euros, hours, by whom, note
SUPPORT = (
    ("training", 200, "", "6", "Kogukonnatöö koolitaja", "Kuidas kutsuda esimesed kümme inimest"),
    ("money", 160, "850", "", "Sotsiaalosakond", "Generaator ja pikendusjuhtmed"),
    ("visit", 40, "", "2", "Koordinaator", "Jutt poe juures; kolm inimest tahaks aidata"),
    ("mentoring", 20, "", "3", "Mentor naabervallast", ""),
)
# By county (EHAK): how many communities at each level.
COUNTED = {
    "0060": (6, 11, 8, 5),
    "0079": (9, 14, 12, 6),
    "0045": (7, 9, 2, 0),
    "0037": (3, 12, 15, 8),
    "0084": (5, 8, 6, 1),
    "0087": (6, 10, 5, 0),
}
