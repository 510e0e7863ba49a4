"""The words of the demonstration's field visits, invented; days, towns and numbers are the
ministry's own account of its visits."""

# Five days in August 2017: 29 meetings in five towns, the base in Narva.
HELD_DAYS = (
    """9.00–10.00 Avamine ja ülevaade (Integratsiooni Sihtasutuse Narva kontor)
10.15–11.15 Narva linnavalitsus
11.30–12.30 Narva noortekeskus
12.30–13.30 Lõunasöök Narvas
13.30–14.30 Narva keskraamatukogu
14.45–15.45 Narva kolledž
16.00–17.00 Narva rahvusseltside ümarlaud
22.00–8.00 Ööbimine Narvas""",
    """8.30–9.15 Buss: Narva – Sillamäe
9.15–10.15 Sillamäe linnavalitsus
10.30–11.30 Sillamäe noortekeskus
11.45–12.45 Sillamäe kultuurikeskus
12.45–13.30 Lõunasöök Sillamäel
13.30–14.15 Buss: Sillamäe – Narva-Jõesuu
14.15–15.15 Narva-Jõesuu linnavalitsus
15.30–16.30 Narva-Jõesuu kool
16.45–17.30 Narva-Jõesuu kogukonna esindajad
17.45–18.15 Buss: Narva-Jõesuu – Narva
22.00–8.00 Ööbimine Narvas""",
    """8.15–9.30 Buss: Narva – Jõhvi
9.30–10.30 Jõhvi vallavalitsus
10.45–11.45 Jõhvi kontserdimaja
12.00–13.00 Jõhvi noortekeskus
13.00–13.45 Lõunasöök Jõhvis
13.45–14.45 Jõhvi päästekomando
15.00–16.00 Jõhvi töötukassa büroo
16.15–17.15 Jõhvi ettevõtluskeskus
17.30–18.45 Buss: Jõhvi – Narva
22.00–8.00 Ööbimine Narvas""",
    """8.00–9.30 Buss: Narva – Kohtla-Järve
9.30–10.30 Kohtla-Järve linnavalitsus
10.45–11.45 Kohtla-Järve noortekeskus
12.00–13.00 Kohtla-Järve gümnaasium
13.00–13.45 Lõunasöök Kohtla-Järvel
13.45–14.45 Kohtla-Järve kultuurikeskus
15.00–16.00 Kohtla-Järve põlevkivimuuseum
16.15–17.15 Kohtla-Järve vabaühenduste ümarlaud
17.30–19.00 Buss: Kohtla-Järve – Narva
22.00–8.00 Ööbimine Narvas""",
    """9.00–10.00 Narva haigla
10.15–11.15 Narva politseijaoskond
11.30–12.30 Narva muuseum
12.30–13.15 Lõunasöök Narvas
13.15–14.15 Narva eesti keele maja eestvedajad
14.30–16.00 Narva: kokkuvõtted ja ideed""",
)
HELD_SUMMARY = {
    "et": "Viie päevaga jõudsime viide linna ja 29 kohtumisele. Kõige rohkem räägiti noorte"
    " võimalustest, eesti keele harjutamisest ja sellest, et otsustajad võiksid kohal käia"
    " sagedamini. Välitöid korratakse.",
    "en": "In five days we came to five towns and 29 meetings. People spoke most about chances for"
    " the young, practising Estonian, and that those who decide could come more often. The visit"
    " will be repeated.",
    "ru": "За пять дней мы побывали в пяти городах на 29 встречах. Больше всего говорили о"
    " возможностях для молодёжи, практике эстонского языка и о том, чтобы те, кто принимает"
    " решения, приезжали чаще. Выездная работа продолжится.",
    "uk": "За п’ять днів ми побували в п’яти містах на 29 зустрічах. Найбільше говорили про"
    " можливості для молоді, практику естонської мови й про те, щоб ті, хто ухвалює рішення,"
    " приїздили частіше. Виїзну роботу буде повторено.",
}
# title of the meeting, what came of it
SUMMARIES = {
    "Narva linnavalitsus": "Linn ootab, et riik ja linn lepiksid kokku ühises suhtluses.",
    "Narva noortekeskus": "Noored tahavad keelt harjutada huviringis, mitte ainult tunnis.",
    "Sillamäe noortekeskus": "Keskus on avatud ka õhtul; puudu on ringijuhtidest.",
    "Jõhvi vallavalitsus": "Maakonna omavalitsused soovivad ühist sündmuste kalendrit.",
    "Kohtla-Järve gümnaasium": "Õpilasvahetus teiste maakondadega on koolile kõige tähtsam.",
    "Narva eesti keele maja eestvedajad": "Üks maja, kus keel ja kultuur on koos.",
}
# meeting, idea, more about it
IDEAS = (
    (
        "Narva noortekeskus",
        "Eestikeelsed huviringid igas linnas",
        "Noored harjutavad keelt seal, kus nad nagunii käivad: trennis, bändis ja meisterdamas.",
    ),
    (
        "Jõhvi vallavalitsus",
        "Ühine sündmuste kalender kogu maakonnale",
        "Üks koht, kust näeb, mis toimub naaberlinnas, mõlemas keeles.",
    ),
    (
        "Kohtla-Järve gümnaasium",
        "Ametnik tunniks kooli",
        "Välitöödel osaleja räägib klassile oma tööst; õpilased küsivad.",
    ),
)
MEDIA = (
    ("Põhjaranniku Näidis", "Ametnikud tulid Narva kuulama", "et", 1),
    ("Виру Пример", "Чиновники неделю работают в Ида-Вирумаа", "ru", 2),
    ("Näidisraadio", "Hommikuintervjuu: mida välitöödelt otsitakse?", "et", 3),
    ("Kultuuriuudised", "Kolmkümmend kohtumist viie päevaga", "et", 8),
)
KEEP = ("Kohtumised noortega", "Bussis räägitud jutud", "Говорить с местными", "Ühised lõunad")
CHANGE = ("Rohkem aega küsimusteks", "Vähem slaide", "", "Kella üheksast piisaks")

COMING_DAYS = (
    """10.00–11.00 Kogunemine ja avamine (Integratsiooni Sihtasutuse Narva kontor)
11.15–12.15 Narva linnavalitsus
12.30–13.30 Lõunasöök Narvas
14.00–15.30 Narva noortekeskus
14.00–15.30 Narva ettevõtjad
16.00–17.00 Narva rahvusseltside ümarlaud
18.30–20.00 Õhtusöök Narvas
22.00–8.00 Ööbimine Narvas""",
    """8.45–9.30 Buss: Narva – Sillamäe
9.30–10.30 Sillamäe linnavalitsus
10.45–11.45 Sillamäe kultuurikeskus
12.00–13.00 Lõunasöök Sillamäel
13.05–13.30 Buss: Sillamäe – Jõhvi
13.45–14.45 Jõhvi vallavalitsus
15.00–16.00 Jõhvi noortekeskus
15.00–16.00 Jõhvi ettevõtluskeskus
16.30–17.45 Buss: Jõhvi – Narva
22.00–8.00 Ööbimine Narvas""",
    """9.00–10.00 Narva haigla
10.15–11.15 Narva keskraamatukogu
11.30–12.30 Narva: kokkuvõtted ja ideed
12.30–13.30 Lõunasöök Narvas
14.00–17.15 Buss: Narva – Tallinn""",
)
BASE = "Integratsiooni Sihtasutuse Narva kontor"
AT_THE_BASE = ("Avamine", "Kogunemine", "Kokkuvõtted")
YOUTH, BUSINESS = "Noorte rühm", "Ettevõtluse rühm"
# title: its group
OF_GROUPS = {
    "Narva noortekeskus": YOUTH,
    "Narva ettevõtjad": BUSINESS,
    "Jõhvi noortekeskus": YOUTH,
    "Jõhvi ettevõtluskeskus": BUSINESS,
}
# title: how many it can take (seats, beds, a room)
PLACES = {"Buss": 20, "Ööbimine": 24, "Narva noortekeskus": 12, "Narva ettevõtjad": 12}
NOT_YET_CONFIRMED = "Sillamäe kultuurikeskus"
CANCELLED = "Narva ettevõtjad"
CANCEL_REASON = "Majas on täna avarii ja saal on suletud. Palun vabandust!"
ASKS = "Kas esitlustehnika on vaja ette valmistada?"

STATE_BODIES = (
    "Kultuuriministeerium",
    "Justiitsministeerium",
    "Siseministeerium",
    "Majandus- ja Kommunikatsiooniministeerium",
    "Sotsiaalministeerium",
    "Rahandusministeerium",
    "Keskkonnaministeerium",
    "Haridus- ja Teadusministeerium",
    "Riigikantselei",
    "Integratsiooni Sihtasutus",
    "Päästeamet",
    "Politsei- ja Piirivalveamet",
    "Eesti Töötukassa",
    "Tööinspektsioon",
    "Terviseamet",
)
PRIVATE_PARTNER = "AS Näidispank"
STRATEGIES = (
    ("Ida-Virumaa programm", "action_plan"),
    ("Ida-Virumaa arengukava", "development_plan"),
    ("Lõimuv Eesti 2030", "strategy"),
)
