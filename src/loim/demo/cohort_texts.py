"""What is said in the demonstration's team programmes; invented words."""

TITLE_NOW = {
    "et": "Kohalike omavalitsuste ja kogukondade koosloome programm",
    "en": "Co-creation programme of local governments and communities",
    "ru": "Программа сотворчества местных самоуправлений и общин",
    "uk": "Програма співтворення місцевих самоврядувань і громад",
}
PURPOSE = (
    "Omavalitsuste töötajad ning kogukondade ja vabaühenduste inimesed õpivad kohalikku elu koos"
    " korraldama ja arendama."
)
RESULTS = "Iga meeskond koostab oma piirkonna kogukondade kaasamise mudeli."
DELIVERABLE = "Piirkondlik kogukondade kaasamise mudel"
CALL = (
    "Ootame vähemalt neljaliikmelisi meeskondi: kaks inimest omavalitsusest ja kaks kogukonnast."
    " Osalemine on tasuta."
)
CONTACT = "koosloome@example.ee"
PLACE = "Paide muusika- ja teatrimaja"

DAYS = (
    ("1. päev: kellega koos?", "Tutvume, kaardistame kogukonnad ja seame meeskonna eesmärgi."),
    ("2. päev: mida kuulsime?", "Vestlused inimestega: kuidas küsida, kuulata ja kokku võtta."),
    ("3. päev: lahenduste loomine", "Mõtleme lahendusi koos nendega, keda need puudutavad."),
    ("4. päev: katsetamine", "Väike proov enne suurt muutust: mida mõõta ja millal lõpetada."),
    ("5. päev: mudelite esitlemine", "Meeskonnad näitavad oma mudelit ja annavad nõu teistele."),
)
DAY_TITLES = (
    {"en": "Day 1: together with whom?", "ru": "День 1: вместе с кем?", "uk": "День 1: разом із ким?"},
    {"en": "Day 2: what did we hear?", "ru": "День 2: что мы услышали?", "uk": "День 2: що ми почули?"},
    {"en": "Day 3: making solutions", "ru": "День 3: создаём решения", "uk": "День 3: створюємо рішення"},
    {"en": "Day 4: trying out", "ru": "День 4: пробуем", "uk": "День 4: пробуємо"},
    {"en": "Day 5: the models are shown", "ru": "День 5: показываем модели", "uk": "День 5: показуємо моделі"},
)  # fmt: skip


def day_title_of(title: str) -> dict[str, dict[str, str]]:
    """A day's title in the other languages."""
    place = [words[0] for words in DAYS].index(title)
    return {code: {"title": text} for code, text in DAY_TITLES[place].items()}


ASSIGNMENTS = (
    ("Kogukondade kaart", "Kirjeldage oma piirkonna kogukondi: kes nad on, mis neid seob, kes neist on seni kõrvale jäänud."),
    ("Kümme vestlust", "Rääkige kümne inimesega, keda te enne ei tundnud. Võtke kokku, mida kuulsite, nimesid nimetamata."),
    ("Lahenduse visand", "Valige üks mure ja visandage koos kogukonnaga kaks lahendust. Põhjendage, kumba katsetate."),
    ("Katse tulemused", "Katsetage lahendust väikeselt. Mis läks teisiti, kui arvasite? Mida muudate?"),
)  # fmt: skip
TOPICS = ("Kuidas kaasata noori", "Küsimused vestlusteks", "Katse ülesehitus", "Mudeli sõnastamine")
AGREED = "Leppisime kokku kaks järgmist sammu ja selle, kes kellega räägib."
MORE = "Hea algus! Palun lisage üks näide oma piirkonnast ja see, mida teete järgmisena."
GOOD = "Selge ja konkreetne, aitäh. Seda saab teistelegi näidata."
NEWER = "Lisasime näited ja rollid."
DRAFT = "Rääkisime seni kuue inimesega. Peamised teemad: ühistransport, noorte kooskäimise koht…"
COMMUNITIES = ("MTÜ Näidisküla Selts", "Näidis Noortekoda", "MTÜ Mitmekeelne Näidis", "Näidiskandi Külavanemad")  # fmt: skip
NEWS = (
    {
        "et": "Järgmise päeva eel",
        "en": "Before the next day",
        "ru": "Перед следующим днём",
        "uk": "Перед наступним днем",
    },
    {
        "et": "Tere! Võtke järgmisele päevale kaasa oma vestluste kokkuvõte. Kohvi ja suppi saab kohapeal.",
        "en": "Hello! Please bring the summary of your conversations to the next day. There will be coffee and soup.",
        "ru": "Здравствуйте! Возьмите на следующий день итоги своих бесед. На месте будут кофе и суп.",
        "uk": "Вітаємо! Візьміть на наступний день підсумок ваших розмов. На місці будуть кава й суп.",
    },
)  # fmt: skip


def team_name(place: str) -> str:
    """In the genitive: 'Anija valla meeskond'."""
    return f"{place}a meeskond" if place.endswith("linn") else f"{place[:-1]}la meeskond"


def answer(place: str, title: str) -> str:
    return (
        f"{title}: {place}.\n\nKäisime kolmes külas ja kahes asumis. Kõige rohkem räägiti"
        " ühistest kohtumispaikadest ja sellest, kuidas otsustest teada saada.\n\nJärgmisena"
        " kutsume kokku need, kes seni pole vallaga rääkinud."
    )


def model(place: str) -> tuple[str, str, str]:
    return (
        f"{DELIVERABLE}: {place}",
        (
            f"Kuidas {place} otsustab koos oma kogukondadega: kes kutsub, kus kohtutakse ja kuidas"
            " antakse teada, mis kuuldust sai."
        ),
        (
            "Põhimõtted. Kogukonnad kaasatakse enne, kui lahendus on valmis. Iga kohtumise järel"
            " saavad osalejad kahe nädala jooksul teada, mida nende mõtetega tehti.\n\n"
            "Rollid. Vallas on üks kontaktisik igale piirkonnale; kogukonna poolt kaks eestkõnelejat,"
            " kes vahetuvad kord aastas.\n\n"
            "Aasta ring. Kevadel kogutakse muresid, suvel käiakse külas, sügisel otsustatakse eelarve"
            " üle, talvel vaadatakse tagasi."
        ),
    )
