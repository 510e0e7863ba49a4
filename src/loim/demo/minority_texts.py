"""Invented associations of national minorities, and what they need. No code here is anybody's: they
are of a range that is not given out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAssociation:
    """`confirmed` so many days ago, None never; `grant` of the city last year, in euros."""

    code: str
    name: str
    nationalities: str
    languages: str
    fields: str
    members: int
    about: str
    about_en: str
    person: str
    letters: str = "ru"
    confirmed: int | None = 40
    grant: int = 0
    is_listed: bool = True
    premises: str = ""


ASSOCIATIONS = (
    DemoAssociation(
        "89991012", "MTÜ Näidis-Ukraina Maja", "ua", "uk et en", "culture children advice", 180,
        "Hoiame ukraina keelt ja kombeid ning aitame hiljuti tulnud perekondi.",
        "We keep Ukrainian language and customs, and help families who came lately.",
        "Oksana Ookean", "uk", 25, 4200, premises="Kaks tuba kultuurikeskuses, teisipäeviti.",
    ),
    DemoAssociation(
        "89991029", "MTÜ Näidis-Läti Selts", "lv", "lv et", "culture heritage", 45,
        "Laulame koos, tähistame Līgot ja õpetame lastele läti keelt.",
        "We sing together, celebrate Līgo and teach children Latvian.",
        "Ilze Ilus", "et", 90, 900,
    ),
    DemoAssociation(
        "89991035", "MTÜ Näidis-Valgevene Ring", "by", "be ru et", "culture media", 60,
        "Anname välja ajalehte ja korraldame raamatuõhtuid.",
        "We publish a newspaper and hold evenings of books.", "Ales Allikas", "ru", 130, 1100,
    ),
    DemoAssociation(
        "89991041", "MTÜ Näidis-Ingeri Ühing", "ingrian", "fi et", "heritage culture", 70,
        "Kogume mälestusi ja hoiame ingerisoomlaste laulupidu elus.",
        "We gather memories and keep the song festival of Ingrian Finns alive.",
        "Aino Aed", "et", 200, 1500,
    ),
    DemoAssociation(
        "89991058", "MTÜ Näidis-Juudi Kogu", "jews", "ru et he", "culture elders relief", 120,
        "Toetame eakaid, peame pühi ja tutvustame oma ajalugu koolides.",
        "We support older people, keep holidays and tell our history in schools.",
        "Rafael Raba", "ru", 300, 2600, premises="Oma saal 60 inimesele.",
    ),
    DemoAssociation(
        "89991064", "MTÜ Näidis-Tatari Kultuurikoda", "tatars", "tt ru et", "culture language", 35,
        "Õpime tatari keelt ja küpsetame koos.", "We learn Tatar and bake together.",
        "Alsu Aasa", "ru", 400,
    ),
    DemoAssociation(
        "89991070", "MTÜ Näidis-Armeenia Pühapäevakool", "am", "hy ru et", "children language", 55,
        "Pühapäeviti õpivad lapsed keelt, tantsu ja ajalugu.",
        "On Sundays children learn the language, dance and history.", "Nare Nurm", "ru", 430, 1300,
    ),
    DemoAssociation(
        "89991087", "MTÜ Näidis-Gruusia Laul", "ge", "ka ru et", "culture", 25,
        "Meeskoor, kes laulab mitmehäälselt.", "A choir of men that sings in several voices.",
        "Giorgi Gross", "et", 500, is_listed=False,
    ),
    DemoAssociation(
        "89991093", "MTÜ Näidis-Araabia Naiste Klubi", "ar", "ar en et", "estonian cooperation advice",
        40, "Naised harjutavad eesti keelt ja õpivad linna tundma.",
        "Women practise Estonian and get to know the city.", "Layla Lepik", "en", None,
    ),
    DemoAssociation(
        "89991101", "MTÜ Näidis-Rahvaste Sõprus", "intl ru", "ru et en", "cooperation representing",
        210, "Katusühendus, kes ühendab väiksemaid seltse ja räägib nende eest.",
        "An umbrella that brings smaller associations together and speaks for them.",
        "Vera Vaher", "ru", 15, 3800, premises="Büroo ja nõupidamiste tuba.",
    ),
    DemoAssociation(
        "89991118", "MTÜ Näidis-India Selts", "in", "hi en et", "culture sport", 65,
        "Kriket, tantsuõhtud ja ühised pühad.", "Cricket, evenings of dance and shared holidays.",
        "Priya Põld", "en", 60, 700,
    ),
    DemoAssociation(
        "89991124", "MTÜ Näidis-Moldova Kodu", "md", "ro ru et", "culture", 20,
        "Kohtusime kord kuus ja õpetasime rahvatantsu.",
        "We met once a month and taught folk dance.", "Ion Ilves", "ru", 420,
    ),
)  # fmt: skip
STRUCK_OFF = "MTÜ Näidis-Moldova Kodu"
# who said it, in its own words; topic; the need in one sentence (et, en)
NEEDS = (
    ("rooms", "Ühingutel on vaja õhtuti ja nädalavahetusel ruume.", "Associations need rooms in the evenings and at weekends.", (
        ("MTÜ Näidis-Läti Selts", "Meil pole enam kus proovi teha, kool suletakse kell kuus."),
        ("MTÜ Näidis-Gruusia Laul", "Otsime ruumi, kus laulda nii, et naabrid ei pahanda."),
        ("MTÜ Näidis-India Selts", "Tantsuõhtuks on saal liiga kallis."),
    )),
    ("estonian", "Eesti keele harjutamist töö kõrvalt, lastehoiuga.", "Practice of Estonian beside work, with childcare.", (
        ("MTÜ Näidis-Araabia Naiste Klubi", "Kursus on päeval ja lapsi pole kuhugi jätta."),
        ("MTÜ Näidis-Ukraina Maja", "Tahame rääkida, mitte ainult vihikut täita."),
    )),
    ("skills", "Abi raamatupidamise ja projektide kirjutamisega.", "Help with accounts and with writing projects.", (
        ("MTÜ Näidis-Tatari Kultuurikoda", "Aruanne hirmutab, keegi meist pole raamatupidaja."),
    )),
    ("", "Linna kirjad võiksid tulla ka lihtsas keeles.", "", (
        ("MTÜ Näidis-Rahvaste Sõprus", "Linna kirjad võiksid tulla ka lihtsas keeles."),
    )),
)  # fmt: skip
