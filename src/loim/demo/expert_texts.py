"""The invented experts of the demonstration: nobody of them is real."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoExpert:
    """Lists are of words between spaces; counties by the beginning of their names, '*' for all.
    `et` and `en` are (headline, about); `ru` only a headline."""

    name: str
    kinds: str
    fields: str
    counties: str
    languages: str
    formats: str
    et: tuple[str, str]
    en: tuple[str, str]
    ru: str = ""
    workplace: str = ""
    availability: str = "open"
    fee: tuple[str, str] = ("", "")


_MAK = "{} arenduskeskus (näidis)"
_FREE = ("Kogukondadele tasuta", "Free for communities")
_AGREED = ("Kokkuleppel", "By agreement")
_FIRST_FREE = (
    "Esimene tund on tasuta, edasi kokkuleppel",
    "The first hour is free, then by agreement",
)

EXPERTS: tuple[DemoExpert, ...] = (
    DemoExpert(
        "Kersti Kindlustaja", "trainer facilitator", "crisis-readiness community-development", "*",
        "et en", "on_site online hybrid",
        ("Õpetan küladele, kuidas kriisiplaan ühe õhtuga paberile saada",
         "Teen kogukonnaga läbi elektrikatkestuse, veekriisi ja evakuatsiooni õppuse. Iga rühm läheb koju oma plaani, kontaktahela ja varude nimekirjaga.\n\nKõige enam rõõmustab mind, kui naabrid saavad pärast koolitust sama laua taha ka ilma minuta."),
        ("I teach villages to write their crisis plan in one evening",
         "Together we play through a power cut, a water failure and an evacuation. Each group goes home with its own plan, chain of contacts and list of supplies."),
        ru="Учу деревни составлять план на случай кризиса за один вечер",
        workplace="OÜ Valvel Naabrid (näidis)", fee=_AGREED,
    ),
    DemoExpert(
        "Raul Rahulik", "trainer", "crisis-readiness volunteering", "Harju Rapla Järva",
        "et ru", "on_site hybrid",
        ("Kriisivalmiduse koolitused korteriühistutele ja külaseltsidele",
         "Pikk kogemus vabatahtlike päästjate juhendamisel. Harjutame päriselt: kes koputab eakale naabrile, kes toob vee, kes peab ühendust vallaga."),
        ("Crisis-readiness training for housing and village associations",
         "Long experience in guiding volunteer rescuers. We practise for real: who knocks at an elderly neighbour’s door, who fetches water, who keeps in touch with the municipality."),
        ru="Обучение готовности к кризисам для квартирных товариществ и сельских обществ",
        fee=_AGREED,
    ),
    DemoExpert(
        "Tiiu Toetaja", "consultant mentor", "associations funding", "Harju", "et en", "on_site online",
        ("Harjumaa vabaühenduste konsultant: põhikirjast projektini",
         "Aitan ühingu asutada, raamatupidamise korda saada ja esimese toetuse taotleda. Võta ühendust juba siis, kui mõte on alles pooleli."),
        ("Consultant to the associations of Harju County: from statutes to projects",
         "I help to found an association, to put its books in order and to apply for the first grant. Write when the idea is still half-baked."),
        workplace=_MAK.format("Harju"), fee=_FREE,
    ),
    DemoExpert(
        "Heino Hiidlane", "consultant", "associations funding community-development", "Hiiu", "et",
        "on_site online",
        ("Hiiumaa kogukondade nõustaja", "Tunnen saare ühendusi nimepidi. Nõustan taotluste kirjutamisel ja aitan leida partnereid mandrilt."),
        ("Adviser to the communities of Hiiumaa", "I know the island’s associations by name. I advise on applications and help to find partners on the mainland."),
        workplace=_MAK.format("Hiiumaa"), fee=_FREE,
    ),
    DemoExpert(
        "Irina Idast", "consultant trainer", "associations integration language-learning", "Ida-Viru",
        "ru et", "on_site hybrid",
        ("Nõustan Ida-Virumaa ühinguid kahes keeles",
         "Olen aidanud kokku tuua maju ja seltse, kes aastaid kõrvuti elasid, aga ei rääkinud. Koolitan nii eesti kui ka vene keeles."),
        ("Advice to the associations of Ida-Viru County in two languages",
         "I have brought together houses and societies that lived side by side for years without talking. I train in Estonian and in Russian."),
        ru="Консультирую объединения Ида-Вирумаа на двух языках",
        workplace=_MAK.format("Ida-Viru"), fee=_FREE,
    ),
    DemoExpert(
        "Jaanika Jõgi", "consultant", "associations volunteering", "Jõgeva", "et", "on_site online",
        ("Jõgevamaa vabaühenduste konsultant", "Käin külas ka õhtuti ja nädalavahetusel: just siis on seltsid koos. Aitan leida vabatahtlikke ja neid hoida."),
        ("Consultant to the associations of Jõgeva County", "I come in the evening and at weekends, when societies meet. I help to find volunteers and to keep them."),
        workplace=_MAK.format("Jõgevamaa"), fee=_FREE,
    ),
    DemoExpert(
        "Järvo Järvik", "consultant facilitator", "associations involvement", "Järva", "et en", "on_site",
        ("Järvamaa konsultant ja arutelude juht", "Juhin küla arengukava koosolekuid nii, et ka vaiksem pool saaks sõna."),
        ("Consultant and facilitator in Järva County", "I lead meetings about village plans so that the quieter half speaks, too."),
        workplace=_MAK.format("Järvamaa"), fee=_FREE,
    ),
    DemoExpert(
        "Leida Läänest", "consultant mentor", "associations leadership", "Lääne", "et", "on_site online",
        ("Läänemaa konsultant, eestvedajate mentor", "Kui küla ootab kõike ühelt inimeselt, läbib see inimene varsti tee läbipõlemiseni. Aitan koormat jagada."),
        ("Consultant in Lääne County, mentor of community leaders", "When a village expects everything of one person, that person soon burns out. I help to share the load."),
        workplace=_MAK.format("Läänemaa"), fee=_FREE,
    ),
    DemoExpert(
        "Virve Virumaalt", "consultant", "associations funding", "Lääne-Viru", "et ru", "on_site online",
        ("Lääne-Virumaa vabaühenduste konsultant", "Loen taotluse läbi enne tähtaega ja ütlen ausalt, mis on puudu."),
        ("Consultant to the associations of Lääne-Viru County", "I read applications before the deadline and say honestly what is missing."),
        workplace=_MAK.format("Virumaa"), fee=_FREE,
    ),
    DemoExpert(
        "Põim Põlvast", "consultant facilitator", "associations dialogue", "Põlva Võru", "et vro", "on_site",
        ("Põlvamaa konsultant, räägin ka võro keeles", "Aitan kogukonnal tüli laua taha tuua, enne kui see kohtusse jõuab."),
        ("Consultant in Põlva County, also in Võro", "I help communities to bring a quarrel to the table before it gets to court."),
        workplace=_MAK.format("Põlvamaa"), fee=_FREE,
    ),
    DemoExpert(
        "Piret Pärnust", "consultant trainer", "associations services-together", "Pärnu", "et en fi",
        "on_site hybrid",
        ("Pärnumaa konsultant: kogukonnateenused alates ideest", "Kui vald ja selts tahavad teenust koos pakkuda, aitan kokku panna lepingu, hinna ja inimesed."),
        ("Consultant in Pärnu County: community services from the idea on", "When a municipality and a society want to run a service together, I help with contract, price and people."),
        workplace=_MAK.format("Pärnumaa"), fee=_FREE, availability="little",
    ),
    DemoExpert(
        "Rain Raplast", "consultant", "associations crisis-readiness", "Rapla", "et", "on_site online",
        ("Raplamaa konsultant, kogukondade kriisiplaanid", "Viin kokku küla, valla ja päästjad ning aitan plaani lõpuni kirjutada."),
        ("Consultant in Rapla County, crisis plans of communities", "I bring village, municipality and rescuers together and help to finish the plan."),
        workplace=_MAK.format("Raplamaa"), fee=_FREE,
    ),
    DemoExpert(
        "Saima Saarest", "consultant mentor", "associations community-development", "Saare", "et en",
        "on_site online",
        ("Saaremaa konsultant ja külade sõber", "Kakskümmend aastat külaliikumist: tean, mis töötab väikeses kohas ja mis ainult paberil."),
        ("Consultant in Saaremaa and a friend of villages", "Twenty years of village movement: I know what works in a small place and what only on paper."),
        workplace=_MAK.format("Saaremaa"), fee=_FREE,
    ),
    DemoExpert(
        "Taimi Tartust", "consultant facilitator", "associations involvement", "Tartu", "et en ru",
        "on_site online hybrid",
        ("Tartumaa konsultant: kaasamine, mis ei väsita", "Kavandan koos vallaga kaasamise nii, et inimesed tulevad ka teine kord."),
        ("Consultant in Tartu County: involvement that does not tire people", "I plan involvement with municipalities so that people come a second time."),
        workplace=_MAK.format("Tartumaa"), fee=_FREE,
    ),
    DemoExpert(
        "Valdur Valgast", "consultant", "associations funding integration", "Valga", "et lv ru", "on_site",
        ("Valgamaa konsultant piiri mõlemal poolel", "Aitan eesti ja läti ühendustel ühist projekti teha."),
        ("Consultant in Valga County, on both sides of the border", "I help Estonian and Latvian associations to make projects together."),
        workplace=_MAK.format("Valgamaa"), fee=_FREE,
    ),
    DemoExpert(
        "Vilja Viljandist", "consultant trainer", "associations volunteering leadership", "Viljandi", "et",
        "on_site online",
        ("Viljandimaa konsultant ja eestvedajate koolitaja", "Koolitan külavanemaid: koosolek, raha, inimesed ja järelkasv."),
        ("Consultant in Viljandi County, trainer of leaders", "I train village elders: meetings, money, people and successors."),
        workplace=_MAK.format("Viljandimaa"), fee=_FREE,
    ),
    DemoExpert(
        "Urmas Uma", "consultant mentor", "associations community-development", "Võru", "et vro", "on_site",
        ("Võrumaa konsultant", "Aitan kirjutada taotluse nii, et selles oleks alles su oma hääl."),
        ("Consultant in Võru County", "I help to write applications that keep your own voice."),
        workplace=_MAK.format("Võrumaa"), fee=_FREE,
    ),
    DemoExpert(
        "Anu Arutleja", "facilitator trainer", "dialogue involvement", "*", "et en ru", "on_site online hybrid",
        ("Juhin raskeid arutelusid nii, et keegi ei kaota nägu",
         "Avatud dialoog, rahukogu, maailmakohvik: valime viisi eesmärgi järgi. Töötan ka mitmekeelsete rühmadega ja toon vajadusel tõlgi."),
        ("I lead difficult talks so that nobody loses face",
         "Open dialogue, peace circles, world café: we choose the way by the aim. I work with groups of several languages and bring an interpreter where needed."),
        ru="Веду трудные разговоры так, чтобы никто не потерял лицо", fee=_AGREED,
    ),
    DemoExpert(
        "Oleksandra Omakeelne", "trainer mentor", "language-learning integration", "Harju Tartu Pärnu",
        "uk et en", "on_site online",
        ("Keelekohvikud, kuhu tahetakse tagasi tulla", "Aitan raamatukogul või seltsil keelekohviku käima panna: rühmad, teemad, vabatahtlikud ja esimene õhtu koos."),
        ("Language cafés that people want to come back to", "I help a library or a society to start a language café: groups, topics, volunteers and the first evening together."),
        ru="Языковые кафе, куда хочется вернуться", fee=_FIRST_FREE,
    ),
    DemoExpert(
        "Sergei Sild", "mentor facilitator", "integration leadership", "Harju Ida-Viru", "ru et en",
        "on_site online hybrid",
        ("Mentor neile, kes ehitavad sildu kogukondade vahele", "Kuulan, küsin ja ühendan: aasta jooksul kohtume kord kuus ning vahepeal olen telefoni otsas."),
        ("A mentor for those who build bridges between communities", "I listen, ask and connect: we meet once a month for a year."),
        ru="Наставник для тех, кто строит мосты между сообществами", availability="little", fee=_AGREED,
    ),
    DemoExpert(
        "Mall Mõõtja", "researcher trainer", "research services-together", "Tartu Harju", "et en", "online hybrid",
        ("Mõju hindamine, mida jaksab teha ka väike vald", "Kolm küsimust enne, kolm pärast ja üks vestlus aasta hiljem. Õpetan hindama nii, et tulemusest on kasu."),
        ("Evaluation that even a small municipality can manage", "Three questions before, three after and one talk a year later. I teach how to evaluate so that the result is of use."),
        workplace="Näidisülikool", fee=_AGREED,
    ),
    DemoExpert(
        "Gunnar Gerontoloog", "researcher", "research community-development", "Lääne Harju", "et en de", "online on_site",
        ("Uurin, kuidas kogukond hoiab oma vanemaid inimesi", "Kogukonnatöö vananevas ühiskonnas: ühised köögid, naabrivalve, päevakeskus koolimajas."),
        ("How communities look after their older people", "Community work in an ageing society: shared kitchens, neighbourhood watch, a day centre in the school."),
        workplace="Näidisülikool", availability="later",
    ),
    DemoExpert(
        "Kaarel Kaart", "facilitator trainer", "community-development involvement", "*", "et en", "on_site hybrid",
        ("Ressursside kaardistamine: mis meil juba olemas on", "ABCD meetod praktikas: kõnnime küla läbi, kaardistame inimeste oskused ja alustame sellest, mis on, mitte sellest, mis puudub."),
        ("Asset mapping: what we already have", "The ABCD method in practice: we walk through the village, map people’s skills and begin with what is there, not with what is missing."),
        ru="Картирование ресурсов: что у нас уже есть", fee=_AGREED,
    ),
    DemoExpert(
        "Merle Meeskond", "trainer", "services-together involvement leadership", "Tartu Jõgeva Viljandi Võru",
        "et", "on_site",
        ("Koosloome koolitused valla ja kogukonna ühistele meeskondadele", "Kuus päeva, üks päris mure ja meeskond, kus ametnik ja külavanem istuvad kõrvuti."),
        ("Co-creation training for joint teams of municipality and community", "Six days, one real problem and a team in which official and village elder sit side by side."),
        fee=_AGREED, availability="none",
    ),
    DemoExpert(
        "Darja Dialoog", "facilitator", "dialogue crisis-readiness integration", "Ida-Viru Lääne-Viru", "ru et uk",
        "on_site online",
        ("Kriisivalmidus mitmes keeles", "Aitan kogukonnal läbi mõelda, kuidas kriisisõnum jõuab kõigini: keeled, kanalid, usaldusisikud."),
        ("Crisis readiness in several languages", "I help communities to think through how a message reaches everybody in a crisis: languages, channels, people who are trusted."),
        ru="Готовность к кризисам на нескольких языках", fee=_FIRST_FREE,
    ),
)  # fmt: skip

# Whose expert (name), organisation of the demonstration, what, days ago, words; '' waits still.
REFERENCES: tuple[tuple[str, str, str, int, str], ...] = (
    ("Kersti Kindlustaja", "rakvere", "Kriisiplaani õhtu linnaosa seltsidele", 90,
     "Kolm seltsi läksid koju valmis plaaniga. Kersti oskab hoida meeleolu ka raske teema juures."),
    ("Kersti Kindlustaja", "tartu", "Evakuatsiooniõppus kahele asumile", 200,
     "Selge, rahulik ja praktiline. Kutsume jälle."),
    ("Anu Arutleja", "tallinn", "Arutelu asumi pargi tuleviku üle", 150,
     "Sada inimest, neli keelt ja lõpuks üks ettepanek."),
    ("Kaarel Kaart", "rakvere", "Linnaosa ressursside kaardistamine", 310,
     "Saime kaardi, mida kasutame iga kuu."),
    ("Oleksandra Omakeelne", "tartu", "Keelekohviku käivitamine raamatukogus", 120,
     "Pool aastat hiljem käib kohvik omal jõul."),
    ("Raul Rahulik", "tallinn", "Õppus korteriühistutele", 60, "Inimesed küsisid kohe järgmist."),
    ("Mall Mõõtja", "rakvere", "Suhtlusklubide mõju hindamine", 30, ""),
    ("Sergei Sild", "tallinn", "Noorte eestvedajate mentorlus", 45, ""),
)  # fmt: skip
OUTSIDE = (
    "Kaarel Kaart", "Kaevu küla selts (näidis)", "Malle Maa", "malle.maa@example.ee",
    "Külaelu kaardistamine", 75, "Leidsime oma külast kaksteist oskust, millest keegi ei teadnud.",
)  # fmt: skip
WORK = (
    "Kriisivalmiduse koolitus linnaosade seltsidele",
    "Kutsume kokku umbes kolmkümmend inimest kümnest seltsist. Soovime, et iga selts läheks koju oma kriisiplaani esimese versiooniga. Ruum ja kohv on meie poolt.",
)  # fmt: skip
ANSWERS = (
    ("Kersti Kindlustaja", "yes", "Hea meelega! Sobivad nii teisipäev kui ka kolmapäev. Võtan kaasa töölehed."),
    ("Raul Rahulik", "question", "Kas osalejate seas on ka vene keelt kõnelevaid inimesi? Siis tooksin kaasa kahekeelsed materjalid."),
)  # fmt: skip
DONE = (
    "Arutelu linnaosa valgustuse üle", "Otsime juhti avatud arutelule, kuhu tuleb ametnikke ja elanikke.",
    "Jah, see on just minu töö.", "Kõik said sõna ja otsus sündis samal õhtul.",
)  # fmt: skip
MESSAGE = (
    "Kas nõustate ka korteriühistut?",
    "Tere! Oleme kahekümne korteriga maja ja tahaksime hoovi koos korda teha. Kas saaksite aidata alustada?",
)  # fmt: skip
