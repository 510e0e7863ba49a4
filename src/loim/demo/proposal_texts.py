"""What the demonstration's proposals say, in four languages; only dates and places are facts."""

from dataclasses import dataclass

_OTHERS = ("en", "ru", "uk")
Words4 = tuple[str, str, str, str]  # et, en, ru, uk


def others(**fields: Words4) -> dict[str, dict[str, str]]:
    """The translations of a record's fields, Estonian being the source."""
    return {
        code: {name: words[number] for name, words in fields.items()}
        for number, code in enumerate(_OTHERS, 1)
    }


@dataclass(frozen=True)
class Told:
    """A step: the status, days after it was sent, and the words."""

    status: str
    days: int
    words: Words4

    def translations(self) -> dict[str, dict[str, str]]:
        return others(note=self.words)


@dataclass(frozen=True)
class Planned:
    """A milestone: set and due on days after it was sent, reached on one, or not."""

    title: Words4
    set_days: int
    due_days: int
    reached_days: int | None = None


@dataclass(frozen=True)
class DemoProposal:
    title: Words4
    text: Words4
    steps: tuple[Told, ...] = ()
    milestones: tuple[Planned, ...] = ()
    about: tuple[str, ...] = ()  # by such words it finds its ideas

    def translations(self) -> dict[str, dict[str, str]]:
        return others(title=self.title, description=self.text)


EVENING_BUS = DemoProposal(
    (
        "Õhtune buss linnaosade vahele",
        "An evening bus between the districts",
        "Вечерний автобус между частями города",
        "Вечірній автобус між районами",
    ),
    (
        "Kes töötab õhtuti või käib trennis, ei saa pärast kaheksat koju. Palume kaht õhtust reisi.",
        (
            "Whoever works or trains in the evening cannot get home after eight. We ask for two"
            " evening trips."
        ),
        (
            "Кто работает или занимается вечером, после восьми не может попасть домой. Просим два"
            " вечерних рейса."
        ),
        (
            "Хто працює або тренується ввечері, після восьмої не може дістатися додому. Просимо два"
            " вечірні рейси."
        ),
    ),
    steps=(
        Told(
            "accepted",
            25,
            (
                "Nõus. Alustame prooviliiniga ja küsime sõitjatelt, mis kell nad koju lähevad.",
                "Agreed. We begin with a trial line and ask passengers when they go home.",
                "Согласны. Начнём с пробного маршрута и спросим пассажиров, когда они едут домой.",
                "Згодні. Почнемо з пробного маршруту й спитаємо пасажирів, коли вони їдуть додому.",
            ),
        ),
        Told(
            "under_way",
            120,
            (
                "Prooviliin sõidab reedeti ja laupäeviti.",
                "The trial line runs on Fridays and Saturdays.",
                "Пробный маршрут ходит по пятницам и субботам.",
                "Пробний маршрут курсує щоп’ятниці й щосуботи.",
            ),
        ),
        Told(
            "done",
            1290,
            (
                (
                    "Õhtune buss on sõiduplaanis iga päev. Proovi ajal sõitis sellega üle tuhande"
                    " inimese kuus."
                ),
                (
                    "The evening bus is in the timetable every day. During the trial more than a"
                    " thousand people a month used it."
                ),
                (
                    "Вечерний автобус включён в ежедневное расписание. Во время пробы им пользовалось"
                    " больше тысячи человек в месяц."
                ),
                (
                    "Вечірній автобус є в щоденному розкладі. Під час проби ним користувалося понад"
                    " тисячу людей на місяць."
                ),
            ),
        ),
    ),
    milestones=(
        Planned(("Prooviliin", "Trial line", "Пробный маршрут", "Пробний маршрут"), 30, 110, 118),
        Planned(
            ("Hange vedajale", "Tender for a carrier", "Конкурс перевозчиков", "Тендер"),
            130,
            900,
            1180,
        ),
    ),
    about=("buss",),
)

THREE_LANGUAGES = DemoProposal(
    (
        "Kultuurikava kolmes keeles",
        "What's on, in three languages",
        "Афиша на трёх языках",
        "Афіша трьома мовами",
    ),
    (
        "Üks kava, kust igaüks leiab oma keeles, mis linnas toimub, nii vene- kui eestikeelne.",
        "One programme where everybody finds in their language what is on in town.",
        "Единая афиша, где каждый на своём языке найдёт, что происходит в городе.",
        "Єдина афіша, де кожен своєю мовою знайде, що відбувається в місті.",
    ),
    steps=(
        Told(
            "rejected",
            28,
            (
                "Ühist kava me sel aastal teha ei jõua: tõlkija tööks ei ole raha.",
                "We cannot manage one programme this year: there is no money for translation.",
                "В этом году единую афишу сделать не сможем: нет денег на перевод.",
                "Цього року єдину афішу зробити не зможемо: немає грошей на переклад.",
            ),
        ),
        Told(
            "partly",
            210,
            (
                "Mõtlesime ümber. Tõlgime suuremad sündmused; väikesed jäävad korraldaja keelde.",
                (
                    "We have thought again. We translate the larger events; small ones stay in the"
                    " organiser's language."
                ),
                (
                    "Мы передумали. Переводим крупные события; небольшие остаются на языке"
                    " организатора."
                ),
                "Ми передумали. Перекладаємо великі події; малі лишаються мовою організатора.",
            ),
        ),
        Told(
            "under_way",
            400,
            (
                "Esimene kolmekeelne kava ilmus veebis.",
                "The first programme in three languages is online.",
                "Первая афиша на трёх языках появилась в сети.",
                "Перша афіша трьома мовами з’явилася в мережі.",
            ),
        ),
    ),
    milestones=(
        Planned(("Esimene kava", "First programme", "Первая афиша", "Перша афіша"), 220, 380, 398),
        Planned(
            (
                "Kõik linna asutused lisavad ise",
                "All city institutions add their own events",
                "Все учреждения города добавляют сами",
                "Усі установи міста додають самі",
            ),
            410,
            800,
        ),
    ),
    about=("kolmes keeles", "kultuurikava", "mitmes keeles"),
)

LANGUAGE_CAFE = DemoProposal(
    (
        "Keelekohvik igal õhtul",
        "A language café every evening",
        "Языковое кафе каждый вечер",
        "Мовна кав’ярня щовечора",
    ),
    (
        "Koht, kus saab igal õhtul eesti keeles rääkida, ilma et peaks kursusele registreeruma.",
        "A place to speak Estonian every evening without registering for a course.",
        "Место, где каждый вечер можно говорить по-эстонски без записи на курс.",
        "Місце, де щовечора можна говорити естонською без запису на курс.",
    ),
    steps=(
        Told(
            "rejected",
            20,
            (
                (
                    "Igal õhtul ei ole juhendajaid. Keelekohvik käib koos kord nädalas; kutsume kõiki"
                    " sinna."
                ),
                (
                    "There are no facilitators for every evening. The café meets once a week, and"
                    " everybody is welcome there."
                ),
                "Ведущих на каждый вечер нет. Кафе собирается раз в неделю, приглашаем всех туда.",
                "Ведучих на кожен вечір немає. Кав’ярня збирається раз на тиждень, запрошуємо всіх.",
            ),
        ),
    ),
    about=("keelekohvik",),
)

LANGUAGE_FRIEND = DemoProposal(
    (
        "Keelesõbra rakendus",
        "An app for language friends",
        "Приложение «Языковой друг»",
        "Застосунок «Мовний друг»",
    ),
    (
        "Telefonirakendus viib kokku eesti keele õppija ja inimese, kes temaga räägiks.",
        "An app brings together learners of Estonian and people who would talk with them.",
        "Приложение сводит изучающих эстонский с теми, кто готов с ними говорить.",
        "Застосунок зводить тих, хто вивчає естонську, з тими, хто готовий з ними говорити.",
    ),
    steps=(
        Told(
            "accepted",
            30,
            (
                "Toetame prototüüpi ja otsime õppijaid, kes seda prooviksid.",
                "We support a prototype and look for learners who try it.",
                "Поддержим прототип и найдём учеников, чтобы его испытать.",
                "Підтримаємо прототип і знайдемо учнів, щоб його випробувати.",
            ),
        ),
        Told(
            "dropped",
            700,
            (
                (
                    "Prototüüpi proovis 40 inimest. Enamik leidis sõbra kohtumisel, mitte telefonis,"
                    " seepärast jätkame kohtumistega."
                ),
                (
                    "Forty people tried the prototype. Most found a friend at a meeting, not by phone,"
                    " so we go on with meetings."
                ),
                (
                    "Прототип испытали 40 человек. Большинство нашло друга на встрече, а не в телефоне,"
                    " поэтому продолжаем встречи."
                ),
                (
                    "Прототип випробували 40 людей. Більшість знайшла друга на зустрічі, а не в"
                    " телефоні, тож продовжуємо зустрічі."
                ),
            ),
        ),
    ),
    about=("rakendus", "keelesõb"),
)

SHARED_CALENDAR = DemoProposal(
    (
        "Lõimumissündmused linna kalendrisse",
        "Integration events in the city's own calendar",
        "События по интеграции в календарь города",
        "Події з інтеграції до календаря міста",
    ),
    (
        "Uued elanikud otsivad linna lehelt. Seal võiksid olla ka keeleklubid ja ühisüritused.",
        "Newcomers look on the city's page. Language clubs and joint events could be there, too.",
        "Новые жители смотрят на странице города. Там могли бы быть и клубы, и общие события.",
        "Нові мешканці дивляться на сторінці міста. Там могли б бути й клуби, і спільні події.",
    ),
    steps=(
        Told(
            "accepted",
            14,
            (
                "Teeme ära: kalender võtab sündmused Lõimest ise.",
                "We will: the calendar takes the events from Lõim by itself.",
                "Сделаем: календарь сам берёт события из Lõim.",
                "Зробимо: календар сам бере події з Lõim.",
            ),
        ),
        Told(
            "under_way",
            40,
            (
                "Liides on valmis, proovime kuu aega.",
                "The connection is ready; we try it for a month.",
                "Связь готова, пробуем месяц.",
                "Зв’язок готовий, пробуємо місяць.",
            ),
        ),
    ),
    milestones=(
        Planned(("Liides", "Connection", "Связь", "Зв’язок"), 15, 38, 38),
        Planned(
            (
                "Kalender on kõigile avatud",
                "The calendar is open to everybody",
                "Календарь открыт для всех",
                "Календар відкритий для всіх",
            ),
            41,
            120,
        ),
    ),
)

COUNSELLING_HOURS = DemoProposal(
    (
        "Töötukassa nõustaja kord kuus raamatukokku",
        "A jobs counsellor at the library once a month",
        "Консультант кассы по безработице раз в месяц в библиотеке",
        "Консультант каси раз на місяць у бібліотеці",
    ),
    (
        "Inimesed küsivad raamatukogus tööd ja toetusi. Kord kuus võiks vastata see, kes teab.",
        (
            "People ask about work and benefits at the library. Once a month somebody who knows could"
            " answer there."
        ),
        "В библиотеке спрашивают о работе и пособиях. Раз в месяц мог бы отвечать тот, кто знает.",
        "У бібліотеці питають про роботу й допомогу. Раз на місяць міг би відповідати той, хто знає.",
    ),
)

GUIDE_FOR_HOSTS = DemoProposal(
    (
        "Juhend suhtlusklubi juhendajale",
        "A guide for leading a conversation club",
        "Руководство ведущему разговорного клуба",
        "Посібник для ведучого розмовного клубу",
    ),
    (
        "Igas linnas alustatakse nullist. Liit võiks panna kokku juhendi, mida kõik täiendavad.",
        "Every city begins from nothing. The association could gather a guide that all add to.",
        "Каждый город начинает с нуля. Союз мог бы собрать руководство, которое дополняют все.",
        "Кожне місто починає з нуля. Спілка могла б зібрати посібник, який доповнюють усі.",
    ),
)

NATIONAL: tuple[Words4, Words4] = (
    ("Lõimuv Eesti 2030", "Integrating Estonia 2030", "Lõimuv Eesti 2030", "Lõimuv Eesti 2030"),
    (
        "Riigi arengukava: kuidas eri keelt kõnelevad ja eri taustaga inimesed kokku kasvavad.",
        (
            "The state's development plan: how people of different languages and backgrounds grow"
            " together."
        ),
        "План развития государства: как люди с разными языками и историями становятся ближе.",
        "План розвитку держави: як люди з різними мовами й історіями стають ближчими.",
    ),
)
COUNTY: tuple[Words4, Words4] = (
    (
        "Ida-Virumaa arengukava",
        "Development plan of Ida-Viru county",
        "План развития Ида-Вирумаа",
        "План розвитку Іда-Вірумаа",
    ),
    (
        "Mida maakond koos teeb: liikumine, haridus, kultuur ja töö.",
        "What the county does together: transport, education, culture and work.",
        "Что уезд делает вместе: транспорт, образование, культура и работа.",
        "Що повіт робить разом: транспорт, освіта, культура й праця.",
    ),
)
ACTION_PLAN: tuple[Words4, Words4] = (
    (
        "Tegevuskava 2023",
        "Action plan of 2023",
        "План действий на 2023 год",
        "План дій на 2023 рік",
    ),
    (
        "Programmi esimese aasta tegevused, mida kohtumistelt tulnud mõtted edasi viivad.",
        "The work of the programme's first year, which ideas of its meetings carry on.",
        "Работа первого года программы, которую продолжают идеи с её встреч.",
        "Робота першого року програми, яку продовжують ідеї з її зустрічей.",
    ),
)
