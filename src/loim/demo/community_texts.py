"""Invented communities of the demonstration: who they are, where, and what they have."""

from dataclasses import dataclass, field

Words = tuple[str, str, str, str]  # et, en, ru, uk


@dataclass(frozen=True)
class DemoCommunity:
    """`leader` has an account of this name. `assets` is how many of the pool below it has;
    `phases` and `readiness` are a value for all statements, a year each, the latest last. Six
    villages are alike and agree to be counted, so that they see how those alike stand."""

    name: str
    kind: str
    ehak: str
    people: int
    leader: str
    email: str
    area: str
    description: Words
    areas: tuple[tuple[str, int], ...] = ()
    assets: int = 18
    shares: tuple[str, ...] = ()
    phases: tuple[int, ...] = ()
    readiness: tuple[int, ...] = ()
    contacts: tuple[tuple[str, str], ...] = field(default=())
    state: str = "active"
    state_text: str = ""
    is_public: bool = True


COMMUNITIES = (
    DemoCommunity(
        "Kaevu tänava kogukond", "district", "0663", 340, "Kaidi Kaev", "kogukond@example.ee",
        "Kaevu tänav ja selle kõrvaltänavad raudteeni",
        (
            "Oleme ühe tänava naabrid. Kevadel koristame ja istutame, sügisel sööme pikas lauas suppi. Uued naabrid, ka need, kes eesti keelt alles õpivad, kutsume esimesel nädalal külla.",
            "We are the neighbours of one street. In spring we tidy and plant, in autumn we eat soup at a long table. New neighbours, also those who are still learning Estonian, are invited in their first week.",
            "Мы соседи по одной улице. Весной убираем и сажаем, осенью едим суп за длинным столом. Новых соседей, в том числе тех, кто только учит эстонский, приглашаем в гости в первую же неделю.",
            "Ми сусіди з однієї вулиці. Навесні прибираємо й садимо, восени їмо суп за довгим столом. Нових сусідів, зокрема тих, хто ще вчить естонську, запрошуємо в гості першого ж тижня.",
        ),
        (("Kesklinn", 4100), ("Lilleküla", 1900)), 24,
        ("phase", "readiness", "assets", "crisis_plan", "counted"), (1, 2, 3), (1, 1, 2),
        (("Kaidi Kaev", "tänavavanem"), ("Toomas Torn", "tööriistakuur ja võtmed")),
    ),
    DemoCommunity(
        "Kuusiku küla", "village", "0901", 96, "Leida Looga", "kylavanem@example.ee",
        "Kuusiku, Oru ja Männiku küla järve ja metsa vahel",
        (
            "Kolm väikest küla, üks seltsimaja. Jaanituli, talgud ja talvine suusarada sünnivad ühiselt. Viimasel aastal mõtleme, kuidas tormi ja pika elektrikatkestusega hakkama saada.",
            "Three small villages, one community house. Midsummer fire, working bees and the ski track are made together. This year we think of how to get through a storm and a long power cut.",
            "Три маленькие деревни, один народный дом. Иванов костёр, толока и лыжня делаются сообща. В этом году думаем, как пережить бурю и долгое отключение света.",
            "Три маленькі села, один громадський дім. Вогнище на Івана, толоки та лижню робимо разом. Цього року думаємо, як пережити бурю й довге вимкнення світла.",
        ),
        (("Kuusiku", 52), ("Oru", 27), ("Männiku", 17), ("Metsaääre", 31), ("Sooaluse", 8)), 28,
        ("phase", "readiness", "assets", "counted"), (1, 2, 2), (0, 1, 2),
        (("Leida Looga", "külavanem"),),
    ),
    DemoCommunity(
        "Karlova naabrid", "district", "0793", 1200, "Meelis Maja", "karlova@example.ee",
        "Puitmajade linnaosa jõe ja raudtee vahel",
        ("Hoovikohvikud, raamatukapp ja ühine aiakraam. Räägime kolmes keeles ja tõlgime üksteist.",
         "Courtyard cafés, a bookshelf for all and shared garden tools. We speak three languages and translate each other.",
         "Дворовые кафе, общий книжный шкаф и садовый инвентарь. Говорим на трёх языках и переводим друг друга.",
         "Дворові кав’ярні, спільна книжкова шафа й садове приладдя. Говоримо трьома мовами й перекладаємо одне одного."),
        (("Karlova", 8900), ("Supilinn", 2100), ("Annelinn", 24000)), 26,
        ("phase", "assets"), (2, 3), (1,), (("Meelis Maja", "hoovikohvikud"),),
    ),
    DemoCommunity(
        "Kalju saare selts", "village", "0205", 61, "Hilja Hiis", "kalju@example.ee",
        "Saareküla sadamast tuletornini",
        ("Talvel on meid kuuskümmend, suvel kolmsada. Parv, pood ja postipunkt on meie ühised mured.",
         "In winter we are sixty, in summer three hundred. Ferry, shop and post are our common cares.",
         "Зимой нас шестьдесят, летом триста. Паром, магазин и почта — общие заботы.", ""),
        (("Sadamaküla", 24), ("Tuletorni", 12)), 19, ("readiness", "counted"), (2,), (1, 2, 3),
    ),
    DemoCommunity(
        "Rannaniidu küla", "village", "0714", 140, "Saale Saar", "rannaniidu@example.ee",
        "Rannaniidu küla ja kaks talurühma", ("Lambad, laat ja laulukoor.", "", "", ""),
        (("Rannaniidu", 118), ("Kadaka", 22)), 17, ("phase", "counted"), (0, 1), (1,),
    ),
    DemoCommunity(
        "Narva Joaoru pere", "district", "0511", 800, "Olga Orav", "joaoru@example.ee",
        "Kortermajad jõe ääres",
        ("Kortermajade vanemad saavad kokku kord kuus. Räägime vene ja eesti keeles.",
         "The elders of our blocks meet once a month, in Russian and Estonian.",
         "Старшие по домам встречаются раз в месяц. Говорим по-русски и по-эстонски.", ""),
        (("Joaoru", 3200), ("Kreenholm", 5100)), 21, ("phase", "readiness"), (1, 1), (0, 0),
    ),
    DemoCommunity(
        "Lossi talgulised", "interest", "0618", 45, "Peeter Põld", "talgulised@example.ee",
        "Kogu vald", ("Käime kord kuus talgutel seal, kus abi vaja.", "", "", ""),
        (), 15, (), (2,), (),
    ),
    DemoCommunity(
        "Metsakodu kogukond", "village", "0171", 195, "Elve Elm", "metsakodu@example.ee",
        "Endine sovhoosikeskus ja ümberkaudsed talud",
        ("Kortermajad, kool ja vana saun, mille ise korda tegime.", "", "", ""),
        (("Metsakodu", 168), ("Tamme", 27)), 20, ("readiness", "counted"), (1,), (1, 2),
    ),
    DemoCommunity(
        "Jõeäärne", "village", "0899", 74, "Vello Vilu", "joeaarne@example.ee",
        "Jõe mõlemal kaldal", ("Kaks kallast, üks sild.", "", "", ""),
        (("Jõeäärne", 74), ("Silla", 39)), 16, ("counted",), (1,), (0,),
        state="resting",
        state_text="Külavanem kolis ära ja uut veel ei ole. Seltsimaja võti on raamatukogus.",
    ),
    DemoCommunity(
        "Mägede pered", "village", "0698", 120, "Rõõt Rõuge", "maged@example.ee",
        "Kuppelmaastiku talud", ("Savusaunad, hoidised ja lasterikkad pered.", "", "", ""),
        (("Mäeotsa", 64), ("Orumõisa", 56)), 22, ("assets", "counted"), (2,), (1, 1), is_public=False,
    ),
)  # fmt: skip

# kind, title, a few words, where it can help
POOL: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("skills", "Oskab parandada mootorsaage", "Teeb ära ühe õhtuga.", ("repair",)),
    ("places", "Seltsimaja suur saal", "Mahub sada inimest, köök kõrval.", ("shelter", "events")),
    ("associations", "Naisrühm „Kannel“", "Tantsib ja korraldab.", ("events",)),
    ("economy", "Talu, kust saab piima ja mune", "Laupäeviti õue pealt.", ("food",)),
    ("institutions", "Raamatukogu", "Kolm korda nädalas, avalik arvuti.", ("learning", "news")),
    ("stories", "Lugu kadunud kirikukellast", "Räägitakse jaaniööl.", ()),
    ("skills", "Esmaabi koolitaja", "Õpetab teisigi.", ("care", "learning")),
    ("places", "Ujumiskoht ja paadisild", "Lastele ohutu.", ("children",)),
    ("associations", "Jahiselts", "Tunneb iga metsateed.", ("driving", "news")),
    ("economy", "Traktor ja järelhaagis", "Lumi lahti, puud koju.", ("driving",)),
    ("institutions", "Perearsti vastuvõtt", "Teisipäeviti.", ("care",)),
    ("stories", "Suupilli mängimise kolm põlve", "", ("events",)),
    ("skills", "Räägib ukraina ja poola keelt", "Aitab paberitega.", ("languages",)),
    ("places", "Puuküttega saun", "Köetakse ka elektrita.", ("warmth", "care")),
    ("associations", "Noorte jalgpalliring", "", ("children",)),
    ("economy", "Elektrigeneraator, 6 kW", "Seisab seltsimajas.", ("warmth",)),
    ("institutions", "Vabatahtlik päästekomando", "Kaheksa inimest, kaks pumpa.", ("care", "news")),
    ("stories", "Sügisene kartulipüha", "Igal aastal septembris.", ("food", "events")),
    ("skills", "Keedab saja inimese supi", "Oma kateldega.", ("food",)),
    ("places", "Kaev käsipumbaga", "Annab vett ka voolukatkestuse ajal.", ("warmth", "food")),
    ("associations", "Eakate käsitööring", "Neljapäeviti kell kaks.", ("older",)),
    ("economy", "Väike saekaater", "", ("repair",)),
    ("institutions", "Algkool ja lasteaed", "Saal ja köök.", ("children", "shelter")),
    ("stories", "Vana meierei lugu", "Fotod on raamatukogus.", ("learning",)),
    ("skills", "Sõidutab eakaid arsti juurde", "Kui päev ette öelda.", ("driving", "older")),
    ("places", "Õunaaed, mille saagist jagatakse", "", ("food",)),
    ("associations", "Mälumänguõhtud", "Kord kuus talvel.", ("events",)),
    ("economy", "Kodukohvik reedeti", "Kaks pinki õues.", ("food", "events")),
    ("institutions", "Postipunkt kaupluses", "", ("news",)),
    ("stories", "Kuidas küla teed ise ehitas", "Aastal 1931.", ()),
)

# New things that wait for a keeper, two of them much like others.
WAITING = (
    ("economy", "Generaator", "Bensiiniga, naabri kuuris.", ("warmth",)),
    ("skills", "Õpetab lapsi ujuma", "Suviti.", ("children",)),
    ("economy", "Järelhaagis ja traktor", "", ("driving",)),
)
OFFERERS = ("Toomas Torn", "Helgi Hein", "Andri Ader")  # who agreed to be named
