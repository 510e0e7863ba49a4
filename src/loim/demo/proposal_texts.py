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
    about=("bus home",),
)

TOWN_PAPER = DemoProposal(
    (
        "Üks linnaleht kahes keeles",
        "One town paper in two languages",
        "Одна городская газета на двух языках",
        "Одна міська газета двома мовами",
    ),
    (
        "Uudised ilmugu korraga mõlemas keeles, samade piltidega: siis räägivad kõik samast asjast.",
        (
            "News should come out in both languages at once, with the same pictures: then everybody"
            " talks of the same things."
        ),
        "Пусть новости выходят сразу на двух языках с теми же фото: тогда все говорят об одном.",
        "Нехай новини виходять одразу двома мовами з тими самими фото: тоді всі говорять про одне.",
    ),
    steps=(
        Told(
            "rejected",
            28,
            (
                "Kakskeelset lehte me sel aastal teha ei jõua: tõlkija tööks ei ole raha.",
                (
                    "We cannot make a paper in two languages this year: there is no money for a"
                    " translator."
                ),
                "В этом году газету на двух языках сделать не сможем: нет денег на переводчика.",
                "Цього року газету двома мовами зробити не зможемо: немає грошей на перекладача.",
            ),
        ),
        Told(
            "partly",
            210,
            (
                (
                    "Mõtlesime ümber. Kahes keeles ilmub esikülg ja linna teated; lood jäävad autori"
                    " keelde."
                ),
                (
                    "We have thought again. The front page and the town's notices come out in both"
                    " languages; stories stay in the author's."
                ),
                (
                    "Мы передумали. На двух языках выходят первая страница и объявления города; статьи"
                    " остаются на языке автора."
                ),
                (
                    "Ми передумали. Двома мовами виходять перша сторінка й оголошення міста; статті"
                    " лишаються мовою автора."
                ),
            ),
        ),
        Told(
            "under_way",
            400,
            (
                "Esimene kakskeelse esiküljega leht on postkastides.",
                "The first paper with a front page in two languages is in the letter boxes.",
                "Первая газета с двуязычной первой страницей — в почтовых ящиках.",
                "Перша газета з двомовною першою сторінкою — у поштових скриньках.",
            ),
        ),
    ),
    milestones=(
        Planned(("Esimene leht", "First paper", "Первый номер", "Перший номер"), 220, 380, 398),
        Planned(
            (
                "Kogu leht kahes keeles",
                "The whole paper in two languages",
                "Вся газета на двух языках",
                "Уся газета двома мовами",
            ),
            410,
            800,
        ),
    ),
    about=("linnaleht",),
)

LANGUAGE_CAFE = DemoProposal(
    (
        "Keelekohvik linnaosast linnaossa",
        "A language café that moves through the town",
        "Языковое кафе из района в район",
        "Мовна кав’ярня з району в район",
    ),
    (
        "Sama keelekohvik võiks iga kuu olla uues linnaosas, et tee oleks kõigile lühike.",
        "The same café could be in a new part of the town each month, so that nobody has far to go.",
        "То же кафе могло бы каждый месяц быть в новом районе, чтобы всем было близко.",
        "Та сама кав’ярня могла б щомісяця бути в новому районі, щоб усім було близько.",
    ),
    steps=(
        Told(
            "rejected",
            20,
            (
                (
                    "Rändamiseks ei ole meil juhendajaid ega ruume. Keelekohvik käib koos kord nädalas"
                    " ühes kohas; sinna sõit on tasuta."
                ),
                (
                    "We have neither facilitators nor rooms for moving about. The café meets once a"
                    " week in one place, and the bus there is free."
                ),
                (
                    "Для переездов у нас нет ни ведущих, ни помещений. Кафе собирается раз в неделю в"
                    " одном месте; проезд туда бесплатный."
                ),
                (
                    "Для переїздів у нас немає ні ведучих, ні приміщень. Кав’ярня збирається раз на"
                    " тиждень в одному місці; проїзд туди безкоштовний."
                ),
            ),
        ),
    ),
    about=("keelekohvik",),
)

LANGUAGE_PHONE = DemoProposal(
    (
        "Keelesilla telefon",
        "The language bridge on the phone",
        "Телефон языкового моста",
        "Телефон мовного моста",
    ),
    (
        "Helistad, kui sõna ei tule meelde, ja vabatahtlik räägib sinuga viis minutit eesti keelt.",
        (
            "You call when a word does not come to mind, and a volunteer speaks Estonian with you for"
            " five minutes."
        ),
        "Звонишь, когда не вспомнить слово, и доброволец пять минут говорит с тобой по-эстонски.",
        "Дзвониш, коли не згадати слово, і волонтер п’ять хвилин говорить з тобою естонською.",
    ),
    steps=(
        Told(
            "accepted",
            30,
            (
                "Toetame kolm kuud katset ja otsime vabatahtlikke.",
                "We support a trial of three months and look for volunteers.",
                "Поддержим пробу на три месяца и найдём добровольцев.",
                "Підтримаємо пробу на три місяці й знайдемо волонтерів.",
            ),
        ),
        Told(
            "dropped",
            700,
            (
                (
                    "Katse ajal helistas 40 inimest. Enamik leidis keelesõbra kohtumisel, mitte"
                    " telefonis, seepärast jätkame kohtumistega."
                ),
                (
                    "Forty people called during the trial. Most found a language friend at a meeting,"
                    " not by phone, so we go on with meetings."
                ),
                (
                    "За время пробы позвонили 40 человек. Большинство нашло языкового друга на встрече,"
                    " а не по телефону, поэтому продолжаем встречи."
                ),
                (
                    "За час проби зателефонували 40 людей. Більшість знайшла мовного друга на зустрічі,"
                    " а не телефоном, тож продовжуємо зустрічі."
                ),
            ),
        ),
    ),
    about=("keelesilla",),
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
            2,
            (
                "Teeme ära: kalender võtab sündmused Lõimest ise.",
                "We will: the calendar takes the events from Lõim by itself.",
                "Сделаем: календарь сам берёт события из Lõim.",
                "Зробимо: календар сам бере події з Lõim.",
            ),
        ),
        Told(
            "under_way",
            4,
            (
                "Liides on valmis, proovime kuu aega.",
                "The connection is ready; we try it for a month.",
                "Связь готова, пробуем месяц.",
                "Зв’язок готовий, пробуємо місяць.",
            ),
        ),
    ),
    milestones=(
        Planned(("Liides", "Connection", "Связь", "Зв’язок"), 3, 30, 4),
        Planned(
            (
                "Kalender on kõigile avatud",
                "The calendar is open to everybody",
                "Календарь открыт для всех",
                "Календар відкритий для всіх",
            ),
            4,
            120,
        ),
    ),
    about=("üks kalender",),
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
