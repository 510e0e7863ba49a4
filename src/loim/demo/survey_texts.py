"""The words of the demonstration's surveys, in Estonian, English, Russian and Ukrainian."""

Words = tuple[str, str, str, str]

TITLE: Words = (
    "Koolitusvajaduse analüüs 2023",
    "Training-needs analysis 2023",
    "Анализ потребностей в обучении 2023",
    "Аналіз потреб у навчанні 2023",
)
AGAIN: Words = (
    "Mida vajate järgmisel aastal? Koolitusvajaduse küsitlus",
    "What do you need next year? Survey of training needs",
    "Что вам нужно в следующем году? Опрос о потребностях в обучении",
    "Що вам потрібно наступного року? Опитування про потреби в навчанні",
)
PURPOSE: Words = (
    "Vastuste põhjal valime koolituste teemad ja kohad.",
    "From the answers we choose the topics and places of trainings.",
    "По ответам мы выбираем темы и места обучения.",
    "За відповідями ми обираємо теми та місця навчання.",
)
INTRODUCTION: Words = (
    "Kes teie omavalitsuses lõimumisega kokku puutub ja mida nad oma töös vajavad?",
    "Who in your municipality meets integration in their work, and what do they need?",
    "Кто в вашем самоуправлении занимается интеграцией и что им нужно в работе?",
    "Хто у вашій громаді працює з інтеграцією і що їм потрібно в роботі?",
)
FINDINGS: Words = (
    (
        "Kõige sagedamini küsiti teadmisi teenustest, kuhu inimesi suunata, ja võrdsest kohtlemisest."
        " Neist on kavandatud kaks koolitust."
    ),
    (
        "Most often knowledge was asked for about services to direct people to, and about equal"
        " treatment. Two trainings are planned from it."
    ),
    (
        "Чаще всего просили знаний об услугах, куда направлять людей, и о равном обращении."
        " По этому запланированы два обучения."
    ),
    (
        "Найчастіше просили знань про послуги, куди скеровувати людей, і про рівне ставлення."
        " За цим заплановано два навчання."
    ),
)
CONTACT: Words = ("Kokkupuude", "Who meets whom", "Кто с кем работает", "Хто з ким працює")
TRAININGS: Words = ("Koolitused", "Trainings", "Обучение", "Навчання")

HOW_OFTEN: Words = (
    "Kui sageli puutuvad teie töötajad kokku teise keele- ja kultuuritaustaga inimestega?",
    "How often do your staff meet people of another language and culture?",
    "Как часто ваши работники общаются с людьми другой языковой и культурной среды?",
    "Як часто ваші працівники спілкуються з людьми іншої мови та культури?",
)
OFTEN: tuple[Words, ...] = (
    ("Iga päev", "Every day", "Каждый день", "Щодня"),
    ("Iga nädal", "Every week", "Каждую неделю", "Щотижня"),
    ("Harvem", "Less often", "Реже", "Рідше"),
)
WHERE: Words = (
    "Millises töös see ette tuleb?",
    "In which work does it come up?",
    "В какой работе это случается?",
    "У якій роботі це трапляється?",
)
FIELDS: tuple[Words, ...] = (
    ("Haridus", "Education", "Образование", "Освіта"),
    ("Sotsiaaltöö", "Social work", "Социальная работа", "Соціальна робота"),
    ("Kultuur", "Culture", "Культура", "Культура"),
    ("Noorsootöö", "Youth work", "Работа с молодёжью", "Робота з молоддю"),
    ("Klienditeenindus", "Customer service", "Обслуживание клиентов", "Обслуговування клієнтів"),
)
PEOPLE: Words = (
    "Mitu töötajat vajaks koolitust?",
    "How many of your staff would need training?",
    "Скольким работникам нужно обучение?",
    "Скільком працівникам потрібне навчання?",
)
TOPICS_ASKED: Words = (
    "Millised teemad on teile kõige tähtsamad?",
    "Which topics matter most to you?",
    "Какие темы для вас важнее всего?",
    "Які теми для вас найважливіші?",
)
TOPICS: tuple[Words, ...] = (
    ("Teenused, kuhu inimesi suunata", "Services to direct people to",
     "Услуги, куда направлять людей", "Послуги, куди скеровувати людей"),
    ("Võrdne kohtlemine ja ligipääsetavus", "Equal treatment and accessibility",
     "Равное обращение и доступность", "Рівне ставлення та доступність"),
    ("Suhtlemine kultuuride vahel", "Communication between cultures",
     "Межкультурное общение", "Міжкультурне спілкування"),
    ("Sõja eest pagenute toetamine", "Supporting people who fled the war",
     "Поддержка бежавших от войны", "Підтримка тих, хто втік від війни"),
    ("Kogukondade kaasamine", "Involving communities",
     "Вовлечение общин", "Залучення громад"),
    ("Eesti keele toetamine tööl", "Supporting Estonian at work",
     "Поддержка эстонского языка на работе", "Підтримка естонської мови на роботі"),
)  # fmt: skip
SURE_ASKED: Words = (
    "Kui kindlalt tunnevad teie töötajad end neis olukordades?",
    "How sure do your staff feel in these situations?",
    "Насколько уверенно чувствуют себя ваши работники в этих ситуациях?",
    "Наскільки впевнено почуваються ваші працівники в цих ситуаціях?",
)
SITUATIONS: tuple[Words, ...] = (
    ("Vestlus inimesega, kellega pole ühist keelt", "A talk without a common language",
     "Разговор без общего языка", "Розмова без спільної мови"),
    ("Pere vastuvõtmine kooli või lasteaeda", "Welcoming a family to a school or kindergarten",
     "Приём семьи в школу или детский сад", "Прийом родини до школи чи садка"),
    ("Suunamine õigesse asutusse", "Directing somebody to the right agency",
     "Направление в нужное учреждение", "Скерування до потрібної установи"),
)  # fmt: skip
LOW_HIGH: tuple[Words, Words] = (
    ("pole kindel", "not sure", "не уверен", "не впевнено"),
    ("väga kindel", "very sure", "очень уверен", "дуже впевнено"),
)
FORMS_ASKED: Words = (
    "Mis vormis koolitus sobiks?",
    "Which form of training would suit?",
    "Какая форма обучения подошла бы?",
    "Яка форма навчання підійшла б?",
)
FORMS: tuple[Words, ...] = (
    ("Päev kohapeal", "A day on site", "День на месте", "День на місці"),
    ("Lühike veebikoolitus", "A short online training", "Короткое онлайн-обучение",
     "Коротке онлайн-навчання"),
    ("Õppereis", "A study trip", "Учебная поездка", "Навчальна поїздка"),
)  # fmt: skip
ELSE: Words = ("Mida veel vajate?", "What else do you need?", "Что ещё нужно?", "Що ще потрібно?")
OWN_WORDS = (
    "Lihtsas keeles juhendit, kuhu keda suunata.",
    "Kohtumisi naabervaldade kolleegidega.",
    "Tõlki, kellele saab kohe helistada.",
    "Koolitust, mis ei kesta tervet päeva.",
    "Näiteid sellest, kuidas mujal kogukondi kaasatakse.",
    "Abi lasteaedadele esimestel nädalatel.",
    "Kolleegi, kellelt küsida.",
)
OFFICIALS: Words = (
    "Kuidas ametnikud end oma töös tunnevad",
    "How officials feel in their work",
    "Как чиновники чувствуют себя в работе",
    "Як посадовці почуваються в роботі",
)
FEELING: Words = (
    "Kui tihti tunnete, et jääte oma küsimustega üksi?",
    "How often do you feel left alone with your questions?",
    "Как часто вы чувствуете, что остались наедине с вопросами?",
    "Як часто ви відчуваєте, що залишилися наодинці з питаннями?",
)
SUPPORT: Words = (
    "Kui hästi teid töö juures toetatakse?",
    "How well are you supported at work?",
    "Насколько хорошо вас поддерживают на работе?",
    "Наскільки добре вас підтримують на роботі?",
)
WORRY: Words = (
    "Mis teeks töö kergemaks?",
    "What would make your work easier?",
    "Что облегчило бы вашу работу?",
    "Що полегшило б вашу роботу?",
)
