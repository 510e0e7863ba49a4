"""What the demonstration says of the plan's networks; people and words are invented."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.events.models.parties import Party
from loim.networks.models import Filling, MemberRole, NetworkKind

FUND, BOARD, POLICE = "Eesti Töötukassa", "Päästeamet", "Politsei- ja Piirivalveamet"
FOUNDATION, LIBRARY = "Integratsiooni Sihtasutus", "Lääne-Virumaa Keskraamatukogu"
CENTRE, SCHOOL = "MTÜ Tartu Välismaalaste Teenuskeskus", "Näidisülikool"
UNION, FOLK = "MTÜ Näidisvähemuste Liit", "MTÜ Näidis Rahvakultuuri Selts"


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    organisation: str = ""
    party: str = ""
    role: str = MemberRole.MEMBER
    language: str = "et"
    is_listed: bool = True


@dataclass(frozen=True)
class NetworkText:
    name: str
    kind: str
    city: str
    code: str
    number: str
    start_date: date
    description: str
    translations: dict[str, dict[str, str]]
    people: tuple[Person, ...]
    organisations: tuple[str, ...] = ()
    founding_act: str = ""
    county_meetings: int = 0
    is_public: bool = False
    incompatible: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeatText:
    title: str
    party: str
    filling: str
    holder: str = ""
    note: str = ""
    days_later: int = 0
    resigned: str = ""
    votes: dict[str, int] = field(default_factory=dict)
    translations: dict[str, Any] = field(default_factory=dict)


NETWORKS = (
    NetworkText(
        "Tartu spetsialistide võrgustik", NetworkKind.SPECIALISTS, TARTU, "3.5.2.1", "3.1",
        date(2023, 2, 22),
        "Tartu nõustajad, õpetajad ja ametnikud, kelle juurde uued tartlased esimesena jõuavad."
        " Jagame juhtumeid ja häid võtteid ning otsime koos lahendusi.",
        {
            "en": {"name": "Network of specialists in Tartu", "description": "Counsellors, teachers and officials whom new residents of Tartu meet first. We share cases and good ways of working, and look for answers together."},
            "ru": {"name": "Сеть специалистов Тарту", "description": "Консультанты, учителя и чиновники, к которым новые жители Тарту приходят первыми. Мы делимся опытом и вместе ищем решения."},
            "uk": {"name": "Мережа фахівців Тарту", "description": "Консультанти, вчителі й посадовці, до яких нові мешканці Тарту приходять першими. Ми ділимося досвідом і разом шукаємо рішення."},
        },
        (
            Person("Kersti Kask", "kersti.kask@example.ee", FUND, Party.STATE),
            Person("Peeter Paju", "peeter.paju@example.ee", CENTRE, Party.COMMUNITY, MemberRole.SECRETARY),
            Person("Olga Lepp", "olga.lepp@example.ee", SCHOOL, Party.SCHOOL, language="ru"),
            Person("Siim Saar", "siim.saar@example.ee", BOARD, Party.STATE, is_listed=False),
            Person("Mare Mänd", "mare.mand@example.ee", "", Party.CONSULTANT),
        ),
    ),
    NetworkText(
        "Tallinna ametkondade võrgustik", NetworkKind.AGENCIES, TALLINN, "3.5.2.2", "3.2",
        date(2023, 4, 12),
        "Linna ja riigi asutused, kes kohtuvad korrapäraselt, et teada teineteise teenuseid ja"
        " anda inimesele üks selge vastus.",
        {
            "en": {"name": "Network of agencies in Tallinn", "description": "Agencies of the city and the state that meet regularly, know one another’s services and give people one clear answer."},
            "ru": {"name": "Сеть ведомств Таллинна", "description": "Городские и государственные учреждения, которые регулярно встречаются, знают услуги друг друга и дают человеку один ясный ответ."},
            "uk": {"name": "Мережа установ Таллінна", "description": "Міські та державні установи, які регулярно зустрічаються, знають послуги одна одної та дають людині одну ясну відповідь."},
        },
        (
            Person("Tarmo Tamm", "tarmo.tamm@example.ee", FUND, Party.STATE, MemberRole.CHAIR),
            Person("Jelena Jõgi", "jelena.jogi@example.ee", FOUNDATION, Party.STATE, language="ru"),
            Person("Rein Rand", "rein.rand@example.ee", POLICE, Party.STATE, is_listed=False),
        ),
        organisations=(FUND, FOUNDATION, POLICE, BOARD),
    ),
    NetworkText(
        "Tallinna rahvusvähemuste ühenduste võrgustik", NetworkKind.MINORITY_ORGANISATIONS,
        TALLINN, "3.5.2.2", "3.1", date(2023, 9, 20),
        "Rahvusvähemuste ühendused jagavad omavahel teavet, kaardistavad oma inimeste vajadusi ja"
        " viivad need teenusteni.",
        {
            "en": {"name": "Network of minority organisations in Tallinn", "description": "Organisations of national minorities share news, map the needs of their people and take them to the services."},
            "ru": {"name": "Сеть организаций национальных меньшинств Таллинна", "description": "Организации национальных меньшинств делятся новостями, выясняют нужды своих людей и доводят их до услуг."},
            "uk": {"name": "Мережа організацій національних меншин Таллінна", "description": "Організації національних меншин діляться новинами, з’ясовують потреби своїх людей і доносять їх до послуг."},
        },
        (
            Person("Anna Allik", "anna.allik@example.ee", UNION, Party.COMMUNITY, language="ru"),
            Person("Bohdan Bauer", "bohdan.bauer@example.ee", "", Party.COMMUNITY, language="uk"),
        ),
        organisations=(UNION, FOLK), is_public=True,
    ),
    NetworkText(
        "Tallinna osaluskogu", NetworkKind.PARTICIPATORY_BODY, TALLINN, "3.5.2.2", "3.1",
        date(2023, 11, 15),
        "Tallinlased, kes annavad linnale nõu: linn küsib, kogu vastab, ja kõik näevad, mis sellest"
        " sai. Kohad on jagatud osapoolte vahel, volitus kestab kaks aastat.",
        {
            "en": {"name": "Participatory body of Tallinn", "description": "People of Tallinn who advise the city: the city asks, the body answers, and everybody sees what came of it. Seats are shared out among parties; a mandate lasts two years."},
            "ru": {"name": "Совет участия Таллинна", "description": "Таллиннцы, которые советуют городу: город спрашивает, совет отвечает, и все видят, что из этого вышло. Места поделены между сторонами, мандат длится два года."},
            "uk": {"name": "Рада участі Таллінна", "description": "Таллінці, які радять місту: місто питає, рада відповідає, і всі бачать, що з цього вийшло. Місця поділено між сторонами, мандат триває два роки."},
        },
        (
            Person("Maria Metsa", "maria.metsa@example.ee", UNION, Party.COMMUNITY, MemberRole.CHAIR),
            Person("Andrei Aas", "andrei.aas@example.ee", "", Party.COMMUNITY, language="ru"),
            Person("Kadri Kuusk", "kadri.kuusk@example.ee", FOLK, Party.COMMUNITY),
            Person("Viktor Vaher", "viktor.vaher@example.ee", "", Party.RESIDENT, language="ru"),
            Person("Natalja Nurm", "natalja.nurm@example.ee", "", Party.RESIDENT, language="ru", is_listed=False),
            Person("Oleksandr Oja", "oleksandr.oja@example.ee", "", Party.RESIDENT, language="uk"),
            Person("Riina Roos", "riina.roos@example.ee", SCHOOL, Party.SCHOOL),
            Person("Toomas Teder", "toomas.teder@example.ee", "", Party.BUSINESS),
            Person("Lilja Laur", "lilja.laur@example.ee", "", Party.STUDENT, language="en"),
        ),
        founding_act="Linnavalitsuse näidiskorraldus nr 7", is_public=True,
    ),
    NetworkText(
        "Tallinna Lõimumiskoda", NetworkKind.INTEGRATION_CHAMBER, TALLINN, "3.5.2.2", "3.1",
        date(2024, 1, 24),
        "Koda, kus rahvusvähemuste ühendused räägivad läbi, mida nad linnalt ja üksteiselt"
        " vajavad. Osaluskogu liige siin kohta ei hoia.",
        {
            "en": {"name": "Integration Chamber of Tallinn", "description": "Where organisations of national minorities agree on what they need of the city and of one another. Whoever sits in the participatory body has no seat here."},
            "ru": {"name": "Таллиннская палата интеграции", "description": "Место, где организации национальных меньшинств договариваются, что им нужно от города и друг от друга. Член совета участия места здесь не занимает."},
            "uk": {"name": "Таллінська палата інтеграції", "description": "Місце, де організації національних меншин домовляються, що їм потрібно від міста й одна від одної. Член ради участі місця тут не займає."},
        },
        (
            Person("Galina Grau", "galina.grau@example.ee", UNION, Party.COMMUNITY, MemberRole.CHAIR, "ru"),
            Person("Kalev Kivi", "kalev.kivi@example.ee", FOLK, Party.COMMUNITY),
        ),
        organisations=(UNION, FOLK), is_public=True, incompatible=("Tallinna osaluskogu",),
    ),
    NetworkText(
        "Lääne-Virumaa spetsialistide võrgustik", NetworkKind.SPECIALISTS, RAKVERE, "3.5.2.4",
        "3.1", date(2024, 1, 18),
        "Rakvere ja maakonna spetsialistid, kes kohtuvad kogu maakonnaga vähemalt kaks korda"
        " aastas.",
        {
            "en": {"name": "Network of specialists in Lääne-Virumaa", "description": "Specialists of Rakvere and the county, who meet with the whole county at least twice a year."},
            "ru": {"name": "Сеть специалистов Ляэне-Вирумаа", "description": "Специалисты Раквере и уезда, которые собираются всем уездом не реже двух раз в год."},
            "uk": {"name": "Мережа фахівців Ляене-Вірумаа", "description": "Фахівці Раквере й повіту, які збираються всім повітом щонайменше двічі на рік."},
        },
        (
            Person("Rita Rakverest", "rakvere@example.ee", RAKVERE, Party.MUNICIPALITY, MemberRole.SECRETARY),
            Person("Reet Rajamaa", "noustaja.rakvere@example.ee", RAKVERE, Party.MUNICIPALITY),
            Person("Evelin Ehala", "evelin.ehala@example.ee", LIBRARY, Party.MUNICIPALITY),
            Person("Urmas Uibo", "urmas.uibo@example.ee", FUND, Party.STATE),
            Person("Hanna Hein", "hanna.hein@example.ee", BOARD, Party.STATE, is_listed=False),
            Person("Jüri Juhkam", "juri.juhkam@example.ee", FOLK, Party.COMMUNITY),
        ),
        county_meetings=2,
    ),
)  # fmt: skip


def _seat(title: str, en: str, ru: str, uk: str, *rest: Any, **more: Any) -> SeatText:
    texts = {"en": {"title": en}, "ru": {"title": ru}, "uk": {"title": uk}}
    return SeatText(title, *rest, **{"translations": texts, **more})


_ORDER = "Linnavalitsuse näidiskorraldus nr 12"
SEATS = {
    "Tallinna osaluskogu": (
        _seat("Rahvusvähemuste ühenduste esindaja 1", "Minority organisations, first seat", "Организации меньшинств, первое место", "Організації меншин, перше місце",
              Party.COMMUNITY, Filling.NOMINATION, "Maria Metsa", _ORDER),
        _seat("Rahvusvähemuste ühenduste esindaja 2", "Minority organisations, second seat", "Организации меньшинств, второе место", "Організації меншин, друге місце",
              Party.COMMUNITY, Filling.NOMINATION, "Andrei Aas", _ORDER, 240),
        _seat("Kogukonnaühenduste esindaja", "Community associations", "Общины и объединения", "Громади та об’єднання",
              Party.COMMUNITY, Filling.ELECTION, note="Üldkoosoleku protokoll nr 3", days_later=200,
              votes={"Kadri Kuusk": 21, "Viktor Vaher": 14}),
        _seat("Elanik, põhjapoolsed linnaosad", "Resident of the northern districts", "Житель северных районов", "Мешканець північних районів",
              Party.RESIDENT, Filling.DRAW, "Viktor Vaher", "Loosimine", 260),
        _seat("Elanik, lõunapoolsed linnaosad", "Resident of the southern districts", "Житель южных районов", "Мешканець південних районів",
              Party.RESIDENT, Filling.DRAW),
        _seat("Elanik, ida- ja läänepoolsed linnaosad", "Resident of the other districts", "Житель других районов", "Мешканець інших районів",
              Party.RESIDENT, Filling.DRAW),
        _seat("Koolide esindaja", "Schools", "Школы", "Школи",
              Party.SCHOOL, Filling.NOMINATION, "Riina Roos", _ORDER, 300),
        _seat("Ettevõtjate esindaja", "Businesses", "Предприниматели", "Підприємці",
              Party.BUSINESS, Filling.NOMINATION, "Toomas Teder", _ORDER, 120, "Kolib teise linna."),
        _seat("Noorte esindaja", "Young people", "Молодёжь", "Молодь",
              Party.STUDENT, Filling.NOMINATION, "Lilja Laur", _ORDER, 280),
    ),
}  # fmt: skip
