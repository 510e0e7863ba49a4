"""What was asked and answered at the demonstration's forums; words and people are invented."""

from typing import Any

KOHTLA_JARVE: dict[str, Any] = {
    "title": "Kohtla-Järve foorum 2019",
    "purpose": "Panustada linna arengusse ja leida lahendusi piirkonna valusatele küsimustele.",
    "description": "Kaks päeva, viis küsimust, linnaelanikud ja riigiasutused ühe laua taga."
    " Lisaks korraldajatele osalesid veel 11 riigiasutuse esindajad, nende seas seitsmest"
    " ministeeriumist.",
    "language": "et",
    "translations": {
        "en": {"title": "Kohtla-Järve forum 2019"},
        "ru": {"title": "Кохтла-Ярвеский форум 2019"},
        "uk": {"title": "Форум у Кохтла-Ярве 2019"},
    },
}
STATE_BODIES = (
    "Haridus- ja Teadusministeerium", "Justiitsministeerium", "Siseministeerium",
    "Sotsiaalministeerium", "Rahandusministeerium", "Keskkonnaministeerium",
    "Majandus- ja Kommunikatsiooniministeerium", "Eesti Töötukassa", "Päästeamet",
    "Politsei- ja Piirivalveamet", "Integratsiooni Sihtasutus",
)  # fmt: skip
# title, in other languages, who could act
CHALLENGES_2019 = (
    ("Kuidas jäävad noored linna?", {"en": "What makes young people stay?", "ru": "Что удержит молодых в городе?"}, "Haridus- ja Teadusministeerium"),
    ("Kuidas õpime keelt päriselus?", {"en": "How do we learn the language in real life?", "ru": "Как учить язык в настоящей жизни?"}, "Integratsiooni Sihtasutus"),
    ("Mis teeb tühjast majast kodu?", {"en": "What turns an empty house into a home?", "ru": "Как пустой дом снова станет домом?"}, "Rahandusministeerium"),
    ("Kus linnaosad kokku saavad?", {"en": "Where do the parts of the town meet?", "ru": "Где встречаются части города?"}, "Siseministeerium"),
    ("Kellele jutustame oma lugu?", {"en": "To whom do we tell our story?", "ru": "Кому мы расскажем о себе?"}, "Kultuuriministeerium"),
)  # fmt: skip
# challenge, day (September 2019; None: weeks before; 40: weeks after), language, title, text, supporters
IDEAS_2019: tuple[tuple[int, int, str, str, str, int], ...] = (
    (1, 0, "et", "Praktikakoht igale keskkooli lõpetajale", "Linn ja kohalikud ettevõtted lepivad kokku, et iga lõpetaja saab suveks tasustatud praktika oma linnas.", 14),
    (1, 0, "ru", "Мастерская для подростков рядом со школой", "Пустой гараж за школой можно превратить в мастерскую: велосипеды, дерево, электроника. Нужен один взрослый и ключ.", 11),
    (1, 5, "et", "Noored linnavolikogu laua taga", "Noortevolikogu saab igal istungil esimese sõna ja vastuse kolmekümne päeva jooksul.", 9),
    (1, 6, "en", "A bus home after the last film", "Evening events end after the last bus. One late departure on Fridays would change who comes.", 17),
    (2, 0, "ru", "Кафе, где с тобой терпеливо говорят", "Кафе отмечают столики, за которыми персонал говорит по-эстонски медленно и с удовольствием.", 21),
    (2, 5, "et", "Keelesõber tööl", "Igas asutuses on inimene, kellelt võib eesti keele kohta küsida, ja tal on selleks tund nädalas.", 12),
    (2, 5, "uk", "Спільні кулінарні вечори трьома мовами", "Готуємо разом і вчимо слова, які потрібні на кухні. Рецепти залишаються в бібліотеці.", 8),
    (2, 6, "et", "Spordiklubi, kus trennikeel vahetub", "Esmaspäeval treenime eesti, kolmapäeval vene keeles. Treener on sama.", 10),
    (2, 40, "et", "Keelekohvik linnaosast linnaossa", "Sama keelekohvik rändab iga kuu uude linnaossa, et tee oleks kõigile lühike.", 6),
    (3, 0, "et", "Ava tühjad korterid kunstnikele", "Linn annab tühjad korterid aastaks kunstnikele, kes teevad maja korda ja peavad kuus ühe avatud päeva.", 15),
    (3, 5, "ru", "Один двор: сад вместо стоянки", "Жильцы трёх домов вместе сажают сад; город даёт землю и воду.", 13),
    (3, 6, "et", "Majade päevik", "Iga tühja maja kohta on avalik leht: kelle oma, mis seisus, mis plaan.", 7),
    (3, 40, "et", "Lammutatud maja asemele pingid enne, kui rohi", "Tühi plats ei tohi jääda aastaks tühjaks: pingid ja puud tulevad kohe.", 5),
    (4, 0, "et", "Rattatee, mis ühendab linnaosad", "Linnaosad on üksteisest kilomeetrite kaugusel. Valgustatud rattatee seoks need üheks linnaks.", 24),
    (4, 5, "ru", "Праздник, который переезжает", "День города каждый год проходит в другой части города, а автобусы в этот день бесплатны.", 9),
    (4, 6, "et", "Üks linnaleht kahes keeles", "Uudised ilmuvad korraga mõlemas keeles, samade piltide ja samade pealkirjadega.", 12),
    (5, 5, "et", "Linna lugude kaart", "Inimesed räägivad, mis on juhtunud nende tänaval; lood pannakse kaardile ja koolid jalutavad need läbi.", 11),
    (5, 6, "en", "Invite journalists for a weekend", "Not to report a problem, but to live here for two days with a family.", 4),
    (5, 40, "ru", "Экскурсии, которые ведут бабушки", "Местные жительницы водят гостей по своему двору. Это дёшево и незабываемо.", 8),
    (4, 5, "et", "Valgustatud jalgrattatee linnaosade vahel", "Sama mõte nagu teisel laual: valgusega rattatee.", 6),
)  # fmt: skip
NOTES_2019: tuple[tuple[int, str, str, str], ...] = (
    (1, "1. rühm, noored", "et", "Noored ei lahku palga pärast üksi. Lahkutakse, sest õhtul ei ole kuhu minna ja pärast kella kaheksat ei ole millega.\n\nKuulsime kolm korda sõna „igav“ ja viis korda sõna „buss“."),
    (2, "2. rühm, keel", "ru", "Язык учат не ради экзамена, а ради соседа. Боятся ошибиться при детях. Просят мест, где ошибаться можно."),
    (3, "3. rühm, majad", "et", "Keegi ei tea, kelle oma on tühi maja. Korteriühistu tahaks teha, aga ei tea, kellelt küsida."),
    (4, "4. rühm, linnaosad", "et", "Räägime „meie linnast“, aga mõtleme oma linnaosa. Rattatee jõudis igal laual esimese viie hulka."),
    (5, "5. rühm, lugu", "et", "Meedia tuleb, kui midagi põleb. Kohalikud lood on head, aga neid ei kirjuta keegi üles."),
)  # fmt: skip

HACKATHON: dict[str, Any] = {
    "title": "Lõimumise häkaton 2017",
    "purpose": "Otsida uusi mõtteid sidusama ühiskonna jaoks, ja inimesi, kes need ellu viivad.",
    "description": "Esimene lõimumise häkaton: kaks päeva, meeskonnad ja žürii.",
    "language": "et",
    "translations": {
        "en": {"title": "Integration hackathon 2017"},
        "ru": {"title": "Хакатон по интеграции 2017"},
        "uk": {"title": "Хакатон з інтеграції 2017"},
    },
}
HACKATHON_METHOD = {
    "et": "Žürii annab igale mõttele nelja kriteeriumi järgi 0–5 punkti; punktid korrutatakse"
    " kriteeriumi kaaluga ja loeb žürii keskmine. Kellel on mõttes oma huvi, see teatab sellest ja"
    " jääb hindamata. Võrdsete seas otsustab esimene kriteerium, siis järgmised, lõpuks liisk.",
    "en": "The jury gives each idea 0 to 5 points by four criteria; points are multiplied by the"
    " criterion's weight, and the jury's average counts. Whoever has a stake in an idea says so and"
    " does not assess it. Among equals the first criterion decides, then the next, at last the lot.",
}
CRITERIA = (
    ("Vajadus", {"en": "Need"}, 3),
    ("Mõju sidususele", {"en": "Effect on cohesion"}, 3),
    ("Teostatavus", {"en": "Feasibility"}, 2),
    ("Uudsus", {"en": "Novelty"}, 1),
)
# title, text, team, still wanted, members
HACKATHON_IDEAS: tuple[tuple[str, str, str, str, int], ...] = (
    ("Naabrilaud", "Rakendus, mis kutsub ühe trepikoja inimesed kord kuus ühe laua taha ja jagab, kes mida toob.", "Neljas korrus", "keegi, kes tunneb korteriühistuid", 4),
    ("Keelesilla telefon", "Helistad, kui sõna ei tule meelde; vastab vabatahtlik, kes räägib sinuga viis minutit.", "Sild", "", 5),
    ("Kaks kooli, üks lavastus", "Eesti ja vene õppekeelega kool teevad koos lavastuse, kus keeled vahetuvad stseenide kaupa.", "Eesriie", "valgustaja", 3),
    ("Töövarjupäev teises keeles", "Kord aastas on igaüks töövari asutuses, kus räägitakse teist keelt.", "Vari", "", 4),
    ("Linnaretk võõraste silmadega", "Uued elanikud viivad vanu elanikke retkele ja näitavad, mis neid üllatas.", "Kompass", "kaardi joonistaja", 3),
    ("Ühine mängude raamatukogu", "Lauamängud neljas keeles raamatukogust koju.", "Täring", "", 2),
)  # fmt: skip
# Points by juror, criterion by criterion; None: has a stake in it.
JURY_POINTS: tuple[tuple[tuple[int, int, int, int] | None, ...], ...] = (
    ((5, 5, 4, 3), (5, 4, 5, 4), (4, 5, 4, 3), (4, 5, 4, 4)),
    ((5, 4, 4, 5), (4, 4, 4, 5), None, (5, 4, 4, 4)),
    ((4, 5, 4, 4), (4, 5, 5, 3), (5, 5, 4, 4), (4, 4, 5, 4)),
    ((3, 4, 5, 3), (3, 4, 5, 2), (4, 3, 5, 3), (3, 4, 4, 3)),
    ((3, 4, 4, 5), (4, 3, 4, 4), (3, 4, 4, 4), None),
    ((2, 3, 5, 2), (3, 3, 5, 2), (2, 3, 5, 2), (3, 3, 4, 2)),
)

CULTURE_FORUM: dict[str, Any] = {
    "title": "Ida-Virumaa kultuurifoorum",
    "purpose": "Aidata kultuuri, hariduse ja noorsootöö ühingud ja omavalitsused tihedamale"
    " koostööle.",
    "description": "Kultuurifoorumeid on peetud aastast 2015. Seekord kogume mõtteid juba enne"
    " foorumit: mida teeme järgmisel aastal koos?",
    "language": "et",
    "translations": {
        "en": {
            "title": "Culture forum of Ida-Virumaa",
            "description": "Culture forums have been held since 2015. This time ideas are gathered"
            " beforehand: what shall we do together next year?",
        },
        "ru": {"title": "Культурный форум Ида-Вирумаа"},
        "uk": {"title": "Культурний форум Іда-Вірумаа"},
    },
}
CULTURE_WORDS = {
    "introduction": "Mida võiksid ühingud ja omavalitsused järgmisel aastal koos teha? Ütle üks"
    " mõte, mis sul peas keerleb: eesti, inglise, vene või ukraina keeles. Kolm enim hääli saanud"
    " mõtet saavad foorumil oma laua.",
    "translations": {
        "en": {
            "introduction": "What could associations and local governments do together next year?"
            " Tell us one idea, in Estonian, English, Russian or Ukrainian. The three with most"
            " votes get a table of their own at the forum.",
            "method": "Participants and everybody who is signed in have three votes each. An idea"
            " without a vote is not chosen; among equals the lot decides.",
        },
        "ru": {"introduction": "Что общества и самоуправления могли бы сделать вместе в следующем году? Расскажите об одной идее."},
        "uk": {"introduction": "Що товариства й самоврядування могли б зробити разом наступного року? Розкажіть про одну ідею."},
    },
    "method": "Osalejatel ja kõigil sisse loginutel on igaühel kolm häält. Hääleta mõtet ei valita;"
    " võrdsete seas otsustab liisk.",
}  # fmt: skip
CULTURE_CHALLENGES = (
    ("Mida korraldame koos?", {"en": "What do we organise together?", "ru": "Что мы устроим вместе?", "uk": "Що влаштуємо разом?"}),
    ("Kuidas kuulevad sellest kõik?", {"en": "How does everybody hear of it?", "ru": "Как об этом узнают все?", "uk": "Як про це дізнаються всі?"}),
    ("Mis jääb alles, kui projekt lõpeb?", {"en": "What remains when a project ends?", "ru": "Что останется, когда проект закончится?", "uk": "Що залишиться, коли проєкт закінчиться?"}),
)  # fmt: skip
CULTURE_IDEAS: tuple[tuple[int, str, str, str, int], ...] = (
    (1, "et", "Ühine lauluöö kolmes linnas korraga", "Narvas, Sillamäel ja Kohtla-Järvel lauldakse samal õhtul samu laule; ekraanil näeme üksteist.", 18),
    (1, "uk", "Вечір вишивки та оповідей", "Майстрині показують узори, а гості розповідають, звідки вони родом. Запрошуємо всіх, досвід не потрібен.", 9),
    (1, "ru", "Кино во дворе с субтитрами", "Летом показываем эстонские фильмы во дворах, с субтитрами на двух языках. После фильма пьём чай.", 15),
    (2, "et", "Üks kalender kõigile majadele", "Kultuurimajad kannavad sündmused ühte kalendrisse, mida raamatukogu trükib iga kuu ka paberile.", 12),
    (2, "en", "Posters in the language of the reader", "The same poster in four languages, side by side, with one picture. Volunteers translate.", 7),
    (3, "ru", "Общий склад костюмов и техники", "Звук, свет и костюмы стоят без дела одиннадцать месяцев. Один склад на уезд, одна тетрадь.", 11),
)  # fmt: skip
CULTURE_WAITING: tuple[tuple[int, str, str, str], ...] = (
    (
        1,
        "et",
        "Talvine turg vanas depoos",
        "Käsitöö, supp ja pillimees. Depoo on kütmata, aga suur.",
    ),
    (
        3,
        "uk",
        "Мовні пари на рік",
        "Двоє людей зустрічаються щотижня протягом року: одну годину однією мовою, другу іншою.",
    ),
)
CULTURE_COMMENTS: tuple[tuple[int, str, str], ...] = (
    (0, "et", "Meie koor tuleks kaasa. Laululehed võiksid olla mõlemas keeles."),
    (0, "ru", "Хорошая мысль! В Силламяэ есть площадь у моря, там хватит места всем."),
    (0, "uk", "Ми могли б навчити однієї української пісні."),
    (2, "en", "We have a projector and a sheet. The rest is weather."),
    (3, "et", "Palun ka bussiplakatitele!"),
)
