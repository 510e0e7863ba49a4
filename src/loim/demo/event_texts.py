"""What the pages of the demonstration's events say, in four languages."""

from dataclasses import dataclass
from typing import Any

Words = dict[str, dict[str, str]]


@dataclass(frozen=True)
class PageWords:
    """Estonian is the source, as in the organisers' own papers."""

    words: Words

    def fields(self) -> dict[str, Any]:
        """Of an event or a series: its texts in Estonian, and the translations."""
        others = {code: texts for code, texts in self.words.items() if code != "et"}
        return {**self.words["et"], "language": "et", "translations": others}


COMMUNITY_WORK = PageWords(
    {
        "et": {
            "title": "Kogukonnatöö omavalitsuse tasandil",
            "purpose": "Mõelda üheskoos, kuidas kogukonna arendajad omavalitsuse tasandil saavad"
            " toetada kogukonnast lähtuvat tegutsemist.",
            "description": "21. sajandi omavalitsus ei paku ainult teenuseid: demokraatiat,"
            " usaldust ja sidusust teenustega ei taga.\n\nOtsime vastuseid küsimusele, kuidas luua"
            " usaldust, tegutsemiskeskkonda ja koostööd kogukondade ja omavalitsuste vahel. Kuuleme"
            " kahe arenguprogrammi kogemustest ja arutame väikestes gruppides.",
            "target_group": "Kogukonna arendajad, vabaühenduste konsultandid, kogukonna arendamise"
            " õppekava tudengid ja vilistlased, omavalitsuste kogukonnatöötajad. Kohti on 30.",
            "accessibility": "Uksel on kaldtee, saal on esimesel korrusel, ligipääsetav tualett on"
            " samas. Parkida saab maja taga.",
        },
        "en": {
            "title": "Community work at the level of local government",
            "purpose": "To think together how community workers in local government can support"
            " what communities begin themselves.",
            "description": "A local government of the 21st century does more than provide services:"
            " democracy, trust and cohesion do not come from services.\n\nWe look for answers to how"
            " trust, room to act and cooperation grow between communities and local government. We"
            " hear what two development programmes have taught, and talk in small groups.",
            "target_group": "Community workers, advisers of associations, students and graduates of"
            " community development, community staff of local governments. There are 30 places.",
            "accessibility": "There is a ramp at the door; the hall and an accessible toilet are on"
            " the ground floor. Parking is behind the house.",
        },
        "ru": {
            "title": "Работа с общинами на уровне самоуправления",
            "purpose": "Вместе подумать, как специалисты самоуправлений могут поддерживать то, что"
            " начинают сами общины.",
            "description": "Самоуправление XXI века не только оказывает услуги: демократия, доверие"
            " и сплочённость услугами не создаются.\n\nМы ищем ответы на вопрос, как между общинами и"
            " самоуправлениями возникают доверие, свобода действий и сотрудничество. Расскажем об"
            " опыте двух программ развития и обсудим его в небольших группах.",
            "target_group": "Специалисты по развитию общин, консультанты объединений, студенты и"
            " выпускники программы развития общин, работники самоуправлений. Всего 30 мест.",
            "accessibility": "У входа есть пандус; зал и доступный туалет находятся на первом этаже."
            " Парковка за домом.",
        },
        "uk": {
            "title": "Робота з громадами на рівні самоврядування",
            "purpose": "Разом подумати, як фахівці самоврядувань можуть підтримувати те, що"
            " починають самі громади.",
            "description": "Самоврядування XXI століття не лише надає послуги: демократія, довіра та"
            " згуртованість послугами не створюються.\n\nМи шукаємо відповіді на питання, як між"
            " громадами й самоврядуваннями виникають довіра, свобода дій і співпраця. Розповімо про"
            " досвід двох програм розвитку та обговоримо його в невеликих групах.",
            "target_group": "Фахівці з розвитку громад, консультанти об’єднань, студенти та"
            " випускники програми розвитку громад, працівники самоврядувань. Усього 30 місць.",
            "accessibility": "Біля входу є пандус; зала та доступний туалет розташовані на першому"
            " поверсі. Паркування за будинком.",
        },
    }
)

CLUB = PageWords(
    {
        "et": {
            "title": "Eesti keele suhtlusklubi",
            "purpose": "Harjutada eesti keelt rahulikus seltskonnas ja saada linnas tuttavaid.",
            "description": "Iga kord on üks igapäevane teema, millest räägime paarides ja ühes ringis."
            " Õpikut ega eksamit ei ole.",
            "target_group": "Kõik, kes oskavad juba veidi eesti keelt (umbes A2) ja tahavad rääkida.",
            "accessibility": "Ruum on esimesel korrusel. Lapse võib kaasa võtta: mängunurk on olemas.",
        },
        "en": {
            "title": "Estonian conversation club",
            "purpose": "To practise Estonian in calm company and to get to know people in the city.",
            "description": "Each time there is one everyday topic that we talk about in pairs and in one"
            " circle. There is no textbook and no exam.",
            "target_group": "Everybody who knows some Estonian (about A2) and wants to speak.",
            "accessibility": "The room is on the ground floor. Children are welcome: there is a corner"
            " to play in.",
        },
        "ru": {
            "title": "Клуб общения на эстонском языке",
            "purpose": "Спокойно поговорить по-эстонски и познакомиться с людьми в городе.",
            "description": "Каждый раз одна повседневная тема, о которой мы говорим в парах и в общем"
            " кругу. Ни учебника, ни экзамена нет.",
            "target_group": "Все, кто уже немного знает эстонский (примерно A2) и хочет говорить.",
            "accessibility": "Комната на первом этаже. Можно прийти с ребёнком: есть игровой уголок.",
        },
        "uk": {
            "title": "Клуб спілкування естонською мовою",
            "purpose": "Спокійно поговорити естонською та познайомитися з людьми в місті.",
            "description": "Щоразу одна повсякденна тема, про яку ми говоримо в парах і в спільному колі."
            " Ні підручника, ні іспиту немає.",
            "target_group": "Усі, хто вже трохи знає естонську (приблизно A2) і хоче говорити.",
            "accessibility": "Кімната на першому поверсі. Можна прийти з дитиною: є ігровий куточок.",
        },
    }
)

WORK_ONLINE = PageWords(
    {
        "et": {
            "title": "Veebitund: töötamine Eestis",
            "purpose": "Saada teada töölepingust, palgast, maksudest ja oma õigustest.",
            "description": "Töötukassa nõustaja räägib pool tundi ja vastab siis küsimustele. Küsimused"
            " võib ette saata.",
            "target_group": "Eestisse elama asunud inimesed, kes otsivad tööd või alustasid hiljuti.",
        },
        "en": {
            "title": "Online hour: working in Estonia",
            "purpose": "To learn about contracts, pay, taxes and one's rights.",
            "description": "A counsellor of the Unemployment Insurance Fund speaks for half an hour and"
            " then answers questions. You can send yours beforehand.",
            "target_group": "People who have settled in Estonia and look for work or began recently.",
        },
        "ru": {
            "title": "Час онлайн: работа в Эстонии",
            "purpose": "Узнать о трудовом договоре, зарплате, налогах и своих правах.",
            "description": "Консультант Кассы по безработице рассказывает полчаса и отвечает на вопросы."
            " Вопросы можно прислать заранее.",
            "target_group": "Те, кто поселился в Эстонии и ищет работу или недавно её начал.",
        },
        "uk": {
            "title": "Година онлайн: робота в Естонії",
            "purpose": "Дізнатися про трудовий договір, зарплату, податки та свої права.",
            "description": "Консультант Каси з безробіття розповідає пів години та відповідає на"
            " запитання. Запитання можна надіслати заздалегідь.",
            "target_group": "Ті, хто оселився в Естонії та шукає роботу або нещодавно її почав.",
        },
    }
)

TRIP = PageWords(
    {
        "et": {
            "title": "Väljasõit: Eesti Rahva Muuseum",
            "purpose": "Tutvuda Eesti looga ja üksteisega.",
            "description": "Sõidame ühise bussiga, muuseumis on giid eesti ja ukraina keeles.",
            "cancel_reason": "Muuseum on sel päeval ootamatult suletud. Uus aeg antakse teada siin.",
        },
        "en": {
            "title": "Outing: the Estonian National Museum",
            "purpose": "To get to know Estonia's story and each other.",
            "description": "We go by bus together; there is a guide in Estonian and Ukrainian.",
            "cancel_reason": "The museum is unexpectedly closed on that day. A new time will be here.",
        },
        "ru": {
            "title": "Поездка: Эстонский национальный музей",
            "purpose": "Познакомиться с историей Эстонии и друг с другом.",
            "description": "Едем вместе на автобусе; экскурсия на эстонском и украинском языках.",
            "cancel_reason": "Музей в этот день неожиданно закрыт. О новом времени сообщим здесь.",
        },
        "uk": {
            "title": "Поїздка: Естонський національний музей",
            "purpose": "Познайомитися з історією Естонії та одне з одним.",
            "description": "Їдемо разом автобусом; екскурсія естонською та українською мовами.",
            "cancel_reason": "Музей цього дня несподівано зачинений. Про новий час повідомимо тут.",
        },
    }
)

FIELD_VISITS = PageWords(
    {
        "et": {
            "title": "Ametnike välitööd",
            "description": "Ministeeriumide ja ametite inimesed käivad nädala jooksul kohtades, mille"
            " kohta nad otsuseid teevad: kohtuvad omavalitsuste, noortekeskuste ja ühendustega.",
        },
        "en": {
            "title": "Officials' field visits",
            "description": "For a week people from ministries and agencies go to the places that they"
            " decide about: they meet local governments, youth centres and associations.",
        },
        "ru": {
            "title": "Выездная работа чиновников",
            "description": "В течение недели сотрудники министерств и ведомств бывают там, о чём"
            " принимают решения: встречаются с самоуправлениями, молодёжными центрами и объединениями.",
        },
        "uk": {
            "title": "Виїзна робота посадовців",
            "description": "Протягом тижня працівники міністерств і відомств бувають там, про що"
            " ухвалюють рішення: зустрічаються із самоврядуваннями, молодіжними центрами та"
            " об’єднаннями.",
        },
    }
)


def field_visit(where: dict[str, str], purpose: dict[str, str]) -> PageWords:
    """The visit to one region: its name and what was wanted, in each language."""
    titles = {
        "et": "Ametnike välitööd {}",
        "en": "Officials' field visit to {}",
        "ru": "Выездная работа чиновников {}",
        "uk": "Виїзна робота посадовців {}",
    }
    return PageWords(
        {
            code: {"title": titles[code].format(where[code]), "purpose": purpose[code]}
            for code in titles
        }
    )


IDA_VIRU = {"et": "Ida-Virumaal", "en": "Ida-Viru", "ru": "в Ида-Вирумаа", "uk": "в Іда-Вірумаа"}
SOUTH_EAST = {
    "et": "Kagu-Eestis",
    "en": "south-east Estonia",
    "ru": "на юго-востоке Эстонии",
    "uk": "на південному сході Естонії",
}
GET_TO_KNOW = {
    "et": "Tutvuda piirkonna oludega ja kohtuda kohalike omavalitsuste, noortekeskuste ja"
    " partneritega: umbes kolmkümmend kohtumist viies linnas.",
    "en": "To get to know the region and to meet local governments, youth centres and partners:"
    " about thirty meetings in five towns.",
    "ru": "Познакомиться с регионом и встретиться с самоуправлениями, молодёжными центрами и"
    " партнёрами: около тридцати встреч в пяти городах.",
    "uk": "Познайомитися з регіоном і зустрітися із самоврядуваннями, молодіжними центрами та"
    " партнерами: близько тридцяти зустрічей у п’яти містах.",
}
COLLECT_IDEAS = {
    "et": "Koguda koos kohalike partneritega sisulisi ideid piirkonna ja lõimumise"
    " arengustrateegiate jaoks.",
    "en": "To collect ideas for the strategies of the region and of integration, together with"
    " local partners.",
    "ru": "Собрать вместе с местными партнёрами идеи для стратегий развития региона и интеграции.",
    "uk": "Зібрати разом із місцевими партнерами ідеї для стратегій розвитку регіону та інтеграції.",
}
WORK_TOGETHER = {
    "et": "Panna käima valdkondade ja tasandite koostöö, mis toetab piirkonna arengut.",
    "en": "To set going cooperation between fields and levels that helps the region to develop.",
    "ru": "Наладить сотрудничество ведомств и уровней власти для развития региона.",
    "uk": "Налагодити співпрацю відомств і рівнів влади для розвитку регіону.",
}
