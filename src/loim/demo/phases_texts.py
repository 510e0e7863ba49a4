"""'Development phases of a community', in our own words: Estonian, English, Russian, Ukrainian."""

from loim.demo.questionnaire_rows import Row, Step, Words

SLUG = "kogukonna-arengufaasid"
TITLE: Words = (
    "Kogukonna arengufaasid", "Development phases of a community",
    "Фазы развития сообщества", "Фази розвитку громади",
)  # fmt: skip
DESCRIPTION: Words = (
    "Aitab kogukonnal ühiselt leida, millises arengufaasis ta on ja mis on järgmine jõukohane samm.",
    "Helps a community to find together which phase it is in, and which next step is within reach.",
    "Помогает сообществу вместе понять, в какой фазе оно находится и какой следующий шаг ему по силам.",
    "Допомагає громаді разом зрозуміти, у якій вона фазі та який наступний крок їй під силу.",
)  # fmt: skip
INTRODUCTION: Words = (
    "Õigeid vastuseid ei ole. Mõelge viimasele aastale ja valige, mis on teile kõige lähem.",
    "There are no right answers. Think of the last year and choose what comes closest.",
    "Правильных ответов нет. Вспомните последний год и выберите то, что вам ближе всего.",
    "Правильних відповідей немає. Згадайте останній рік і виберіть те, що вам найближче.",
)  # fmt: skip
SCALE: tuple[Words, ...] = (
    ("Üldse mitte", "Not at all", "Совсем нет", "Зовсім ні"),
    ("Harva", "Seldom", "Редко", "Рідко"),
    ("Vahel", "Sometimes", "Иногда", "Іноді"),
    ("Enamasti", "Mostly", "Чаще всего", "Здебільшого"),
    ("Täiesti nii", "Fully so", "Полностью так", "Цілком так"),
)
LEVELS: tuple[tuple[str, int, Words, Words, Words], ...] = (
    ("awakening", 0, ("Ärkamine", "Awakening", "Пробуждение", "Пробудження"), (
        "Naabrid tunnevad üksteist vähe, ühist tegemist on harva. Keegi juba mõtleb, et võiks.",
        "Neighbours hardly know each other and seldom do things together. Somebody already thinks they could.",
        "Соседи мало знакомы и редко делают что-то вместе. Но кто-то уже думает, что можно.",
        "Сусіди мало знайомі й рідко роблять щось разом. Але хтось уже думає, що можна.",
    ), (
        "Kutsuge rahvas kokku ilma suure kavata: kohv, talgud, jalutuskäik.",
        "Bring people together without a great plan: coffee, a work bee, a walk.",
        "Соберите людей без большого плана: кофе, субботник, прогулка.",
        "Зберіть людей без великого плану: кава, толока, прогулянка.",
    )),
    ("starting", 25, ("Alustamine", "Starting", "Начало", "Початок"), (
        "Mõni eestvedaja teeb palju, esimesed ühised asjad on ära tehtud.",
        "A few people carry much; the first things have been done together.",
        "Несколько человек делают многое; первые общие дела уже сделаны.",
        "Кілька людей роблять багато; перші спільні справи вже зроблено.",
    ), (
        "Jagage tööd väikesteks tükkideks, mille jaoks on lihtne jah öelda.",
        "Cut the work into pieces so small that it is easy to say yes.",
        "Разделите работу на части, на которые легко сказать «да».",
        "Поділіть роботу на частини, на які легко сказати «так».",
    )),
    ("growing", 45, ("Kasvamine", "Growing", "Рост", "Зростання"), (
        "Osalejaid tuleb juurde, kujunevad kindlad kombed ja rollid.",
        "More people join; habits and roles take shape.",
        "Участников становится больше, складываются привычки и роли.",
        "Учасників стає більше, складаються звички й ролі.",
    ), (
        "Pange kirja, kes mille eest hoolitseb, ja hoidke uks uutele lahti.",
        "Write down who looks after what, and keep the door open for newcomers.",
        "Запишите, кто за что отвечает, и держите дверь открытой для новых людей.",
        "Запишіть, хто за що відповідає, і тримайте двері відчиненими для нових людей.",
    )),
    ("together", 65, ("Koos tegutsemine", "Working together", "Совместная работа", "Спільна робота"), (
        "Otsused sünnivad koos, partnereid on ka väljaspool.",
        "Decisions are made together, and there are partners outside.",
        "Решения принимаются вместе, есть партнёры и за пределами сообщества.",
        "Рішення ухвалюють разом, є партнери й за межами громади.",
    ), (
        "Vaadake kord aastas koos üle, mis jaksu annab ja mis väsitab.",
        "Look together once a year at what gives strength and what tires.",
        "Раз в год вместе смотрите, что даёт силы, а что утомляет.",
        "Раз на рік разом дивіться, що дає сили, а що втомлює.",
    )),
    ("renewing", 85, ("Uuenemine", "Renewing", "Обновление", "Оновлення"), (
        "Eestvedajad vahetuvad rahulikult, kogukond õpib ja õpetab teisi.",
        "Leaders change calmly; the community learns and teaches others.",
        "Лидеры спокойно меняются, сообщество учится и учит других.",
        "Лідери спокійно змінюються, громада вчиться й навчає інших.",
    ), (
        "Jagage oma lugu teistega ja andke uutele mõtetele ruumi.",
        "Share your story with others and give room to new ideas.",
        "Делитесь своей историей и давайте место новым идеям.",
        "Діліться своєю історією та давайте місце новим ідеям.",
    )),
)  # fmt: skip
THEMES: tuple[tuple[str, Words, Words, tuple[Row, ...]], ...] = (
    ("people", ("Inimesed ja osalemine", "People and taking part", "Люди и участие", "Люди та участь"), (
        "Kes teab, kes tuleb, kes jääb kõrvale.", "Who knows, who comes, who is left out.",
        "Кто знает, кто приходит, кто остаётся в стороне.", "Хто знає, хто приходить, хто лишається осторонь.",
    ), (
        ("know", ("Tunneme oma naabreid nime- ja nägupidi.", "We know our neighbours by name and face.", "Мы знаем соседей по имени и в лицо.", "Ми знаємо сусідів на ім’я та в обличчя.")),
        ("new", ("Uus elanik kutsutakse esimese aasta jooksul kaasa.", "A new resident is invited to join within the first year.", "Нового жителя приглашают участвовать в первый же год.", "Нового мешканця запрошують долучитися вже першого року.")),
        ("mixed", ("Osalejaid on eri vanuses ja eri emakeelega.", "Those who take part are of different ages and mother tongues.", "Участвуют люди разного возраста и с разными родными языками.", "Беруть участь люди різного віку та з різними рідними мовами.")),
    )),
    ("leading", ("Eestvedamine", "Leading", "Ведение дел", "Провід"), (
        "Kuidas otsused sünnivad ja töö jaguneb.", "How decisions are made and work is shared.",
        "Как принимаются решения и делится работа.", "Як ухвалюють рішення і ділять роботу.",
    ), (
        ("shared", ("Töö on jaotatud: üks inimene ei kanna kõike.", "Work is shared: no single person carries everything.", "Работа распределена: один человек не несёт всё.", "Роботу розподілено: одна людина не несе все.")),
        ("decide", ("Suured otsused teeme koos ja kõik teavad, mida otsustati.", "We make large decisions together, and all know what was decided.", "Важные решения мы принимаем вместе, и все знают, что решено.", "Важливі рішення ми ухвалюємо разом, і всі знають, що вирішено.")),
        ("hand_over", ("Ülesande saab rahulikult teisele üle anda.", "A task can be handed over calmly.", "Задачу можно спокойно передать другому.", "Завдання можна спокійно передати іншому.")),
    )),
    ("doing", ("Ühine tegevus", "Doing together", "Общие дела", "Спільні справи"), (
        "Mida teeme ja kas sellest jääb midagi alles.", "What we do, and whether something lasts.",
        "Что мы делаем и остаётся ли что-то после.", "Що ми робимо і чи щось лишається після.",
    ), (
        ("regular", ("Aastas on mitu ühist ettevõtmist, mida oodatakse.", "Several things in a year are looked forward to.", "В году есть несколько общих событий, которых ждут.", "На рік є кілька спільних подій, на які чекають.")),
        ("assets", ("Teame, mida meie inimesed oskavad, ja kasutame seda.", "We know what our people can do, and use it.", "Мы знаем, что умеют наши люди, и пользуемся этим.", "Ми знаємо, що вміють наші люди, і користуємося цим.")),
    )),
    ("partners", ("Partnerid ja tulevik", "Partners and the future", "Партнёры и будущее", "Партнери та майбутнє"), (
        "Kes on kõrval ja kuhu läheme.", "Who stands beside us, and where we are going.",
        "Кто рядом и куда мы идём.", "Хто поруч і куди ми йдемо.",
    ), (
        ("municipality", ("Vald või linn teab meid ja me räägime vähemalt kaks korda aastas.", "The municipality knows us, and we talk at least twice a year.", "Муниципалитет нас знает, и мы говорим хотя бы дважды в год.", "Муніципалітет нас знає, і ми говоримо щонайменше двічі на рік.")),
        ("plan", ("Meil on kirjas, mida järgmisel aastal tahame.", "We have written down what we want next year.", "У нас записано, чего мы хотим в следующем году.", "У нас записано, чого ми хочемо наступного року.")),
    )),
)  # fmt: skip
STEPS: tuple[Step, ...] = (
    Step("people", 0, 50, ("Lugege, kuidas teised on naabrid kokku toonud", "Read how others brought neighbours together", "Прочитайте, как другие собрали соседей", "Прочитайте, як інші зібрали сусідів"), "library_topic", "kaasamine"),
    Step("leading", 0, 65, ("Kutsuge kogukonna arendaja nõu andma", "Invite an expert in community development", "Пригласите специалиста по развитию сообществ", "Запросіть фахівця з розвитку громад"), "experts", "community-development"),
    Step("doing", 0, 65, ("Kaardistage koos, mis teil juba olemas on", "Map together what you have already", "Вместе нанесите на карту то, что у вас уже есть", "Разом нанесіть на карту те, що у вас уже є"), "library_topic", "kogukonna-arendamine"),
    Step("partners", 0, 65, ("Minge koos koolitusele", "Go to a training together", "Сходите вместе на обучение", "Сходіть разом на навчання"), "events", "training"),
    Step("", 85, 100, ("Kirjutage oma lugu aardekasti, et teised õpiksid", "Write your story for the library, so that others learn", "Напишите свою историю для библиотеки, чтобы другие учились", "Напишіть свою історію для бібліотеки, щоб інші вчилися"), "library_topic", "kogukonna-arendamine"),
)  # fmt: skip
