"""What members of the demonstration's networks write to each other; people and words are invented."""

AGENCIES = "Tallinna ametkondade võrgustik"
MINORITIES = "Tallinna rahvusvähemuste ühenduste võrgustik"

# E-mail of a member, name, language: their accounts.
ACCOUNTS = (
    ("tarmo.tamm@example.ee", "Tarmo Tamm", "et"),
    ("jelena.jogi@example.ee", "Jelena Jõgi", "ru"),
    ("rein.rand@example.ee", "Rein Rand", "et"),
    ("anna.allik@example.ee", "Anna Allik", "ru"),
    ("bohdan.bauer@example.ee", "Bohdan Bauer", "uk"),
)
KEEPER = "tallinn@example.ee"

# network, kind, title, who began it (language of the words), days ago, then what was written:
# (who, language, hours later, words).
THREADS = (
    (AGENCIES, "discussion", "Kuidas me siin arutame", KEEPER, 120, (
        (KEEPER, "et", 0, "Küsi julgelt, ka väikest asja. Kliente ärme nime ega juhtumi järgi äratuntavaks kirjuta: raske juhtumi jaoks lepime kokku eraldi aja."),
    )),
    (AGENCIES, "discussion", "Kes selgitab kirja, mis tuli eesti keeles?", "jelena.jogi@example.ee", 34, (
        ("jelena.jogi@example.ee", "et", 0, "Meile tuleb iga nädal keegi kirjaga, millest ta aru ei saa. Kuhu teie ta suunate? Meil on kolmapäeviti kaks tundi, aga sellest ei piisa."),
        ("tarmo.tamm@example.ee", "et", 5, "Meie infosaalis aitab konsultant igal tööpäeval, ka vene keeles. Saatke julgelt.\n\nAjad on siin: https://example.ee/infosaal"),
        ("rein.rand@example.ee", "et", 26, "Meie kirjade kohta panime kokku lühikese seletuse, annan selle järgmisel kohtumisel kõigile."),
        ("jelena.jogi@example.ee", "et", 30, "Aitäh! Panin mõlemad meie voldikusse."),
    )),
    (AGENCIES, "discussion", "Ühine infotund talvel", "tarmo.tamm@example.ee", 6, (
        ("tarmo.tamm@example.ee", "et", 0, "Teeme enne jõule koos ühe infotunni: töö, keel, dokumendid. Meil on ruum sajale."),
        ("jelena.jogi@example.ee", "ru", 25, "Придём! Можем взять на себя вопросы о языковых курсах и перевод на русский."),
        ("rein.rand@example.ee", "et", 50, "Tuleme dokumentide teemaga. Kas neljapäeva õhtu sobib teistele?"),
        ("tarmo.tamm@example.ee", "et", 54, "Ja lõpuks võiksime mu õe uut kohvikut ka reklaamida!"),
    )),
    (AGENCIES, "news", "Uus ühine telefon uutele tallinlastele", KEEPER, 15, (
        (KEEPER, "et", 0, "Alates esmaspäevast vastab linna infotelefon ka inglise ja vene keeles. Palun rääkige sellest oma klientidele."),
    )),
    (MINORITIES, "news", "Осенняя ярмарка: приходите с вашими пирогами", "anna.allik@example.ee", 12, (
        ("anna.allik@example.ee", "ru", 0, "В последнюю субботу месяца наше общество проводит ярмарку во дворе культурного дома. Для каждого объединения есть бесплатный стол, а электричества хватит на всех. Напишите, кто придёт."),
        ("bohdan.bauer@example.ee", "uk", 28, "Ми прийдемо з варениками. Чи можна взяти два столи?"),
        ("anna.allik@example.ee", "ru", 31, "Конечно!"),
    )),
    (MINORITIES, "news", "Хор шукає голоси", "bohdan.bauer@example.ee", 3, (
        ("bohdan.bauer@example.ee", "uk", 0, "Наш хор збирається щовівторка. Шукаємо альтів і басів, мова не важлива: пісні вивчаємо разом."),
    )),
    (MINORITIES, "discussion", "Kust saada ruumi pühapäevakoolile?", "anna.allik@example.ee", 8, (
        ("anna.allik@example.ee", "et", 0, "Meie pühapäevakool kasvab välja. Kas keegi teab kooli, kes annab pühapäeviti klassi?"),
        (KEEPER, "et", 26, "Küsin linna koolidest ja annan nädala lõpuks teada."),
    )),
)  # fmt: skip

SOLVED = "Kes selgitab kirja, mis tuli eesti keeles?"
PINNED = "Kuidas me siin arutame"
ADVERTISED = "Ja lõpuks võiksime"
REPORT = "See on reklaam ja ei puutu teemasse."

LETTER = {
    "et": ("Järgmine kohtumine ja ühine infotund", "Tere!\n\nKohtume järgmisel kuul linna majas. Arutame ühist infotundi ja seda, kes millise teemaga tuleb. Kui sul on ettepanek, siis vasta sellele kirjale.\n\nHead nädalat!"),
    "ru": ("Следующая встреча и общий инфочас", "Здравствуйте!\n\nВ следующем месяце мы встретимся в городской управе. Обсудим общий инфочас и то, кто придёт с какой темой. Если у вас есть предложение, ответьте на это письмо.\n\nХорошей недели!"),
}  # fmt: skip
DRAFT = (
    "Aasta kokkuvõte",
    "Tere!\n\nPanen kokku, mida me sel aastal koos tegime. Saada mulle kaks lauset oma tööst.",
)

# Days ago, and who came: one member never does.
MEETINGS = (
    (300, ("Eesti Töötukassa", "Integratsiooni Sihtasutus")),
    (210, ("Eesti Töötukassa", "Integratsiooni Sihtasutus", "Politsei- ja Piirivalveamet")),
    (120, ("Eesti Töötukassa", "Siseministeerium")),
    (45, ("Eesti Töötukassa", "Integratsiooni Sihtasutus", "Näidisülikool")),
)  # fmt: skip
MORE_MEMBERS = ("Siseministeerium", "Näidisülikool", "Päästeamet")
