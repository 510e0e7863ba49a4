"""Invented items of the library: (kind, topics, methods, audiences, year, language of the thing,
Estonian title and summary, English title and summary)."""

# slug, et, en, ru, uk
TOPICS = (
    ("kaasamine", "Kaasamine", "Involvement", "Вовлечение", "Залучення"),
    ("kriisivalmidus", "Kriisivalmidus", "Crisis readiness", "Готовность к кризисам", "Готовність до криз"),
    ("loimumine", "Lõimumine", "Integration", "Интеграция", "Інтеграція"),
    ("keel", "Keeleõpe", "Language learning", "Изучение языка", "Вивчення мови"),
    ("kogukonna-arendamine", "Kogukonna arendamine", "Community development", "Развитие сообщества", "Розвиток громади"),
    ("vabatahtlikud", "Vabatahtlikud", "Volunteers", "Волонтёры", "Волонтери"),
    ("noored", "Noored", "Young people", "Молодёжь", "Молодь"),
    ("vanemaealised", "Vanemaealised", "Older people", "Пожилые люди", "Люди старшого віку"),
    ("ruum", "Ühine ruum", "Shared space", "Общее пространство", "Спільний простір"),
    ("hindamine", "Mõju hindamine", "Evaluation", "Оценка влияния", "Оцінка впливу"),
)  # fmt: skip
METHODS = (
    ("abcd", "ABCD: ressursipõhine lähenemine", "ABCD: asset-based development", "ABCD: опора на ресурсы", "ABCD: опора на ресурси"),
    ("koosloome", "Koosloome", "Co-creation", "Сотворчество", "Співтворення"),
    ("avatud-dialoog", "Avatud dialoog", "Open dialogue", "Открытый диалог", "Відкритий діалог"),
    ("lugude-raakimine", "Lugude rääkimine", "Storytelling", "Рассказывание историй", "Оповідання історій"),
    ("kaardistamine", "Kaardistamine", "Mapping", "Картирование", "Картування"),
)  # fmt: skip

MUN, COM, WORK, NEW, PART = "municipality", "community", "community_worker", "newcomer", "partner"
Row = tuple[str, str, str, str, int, str, str, str, str, str]

ITEMS: tuple[Row, ...] = (
    ("guide", "kogukonna-arendamine", "abcd kaardistamine", f"{WORK} {COM}", 2022, "et", "Tugevuste kaart: kogukonna ressursside kaardistamine", "Viie kohtumisega kaardini, millelt on näha, mida inimesed oskavad, mis ruumid on olemas ja kes keda tunneb.", "A map of strengths: finding what a community has", "Five meetings lead to a map of what people can do, which rooms exist and who knows whom."),
    ("guide", "kriisivalmidus", "kaardistamine", f"{COM} {MUN}", 2023, "et en", "Küla kriisiplaan nelja lehega", "Lihtne põhi, mille abil küla lepib kokku, kes keda teavitab, kus soojas olla ja kes vajab abi.", "A village crisis plan on four pages", "A simple template: who tells whom, where to keep warm and who needs help."),
    ("guide", "kaasamine", "koosloome", MUN, 2024, "et", "Kaasamine algab enne eelnõu", "Samm-sammuline abi ametnikule: kellega rääkida, mida küsida ja kuidas tagasisidet anda.", "Involving people before the draft", "Step by step for officials: whom to talk to, what to ask and how to report back."),
    ("guide", "keel loimumine", "", f"{WORK} {NEW}", 2023, "et ru uk", "Keelekohviku pidaja meelespea", "Kuidas seada lauad, valida teemad ja hoida vestlus elus ka siis, kui tase on erinev.", "Running a language café", "How to set the tables, choose topics and keep talk going when levels differ."),
    ("guide", "vabatahtlikud", "", f"{COM} {WORK}", 2021, "et", "Esimene aasta vabatahtlikega", "Kuidas kutsuda, hoida ja tänada inimesi, kes annavad oma aega.", "The first year with volunteers", "How to invite, keep and thank people who give their time."),
    ("guide", "loimumine", "avatud-dialoog", MUN, 2023, "et", "Rahvusvähemuste esindajatega vestlemine", "Kümme küsimust, mis aitavad kohtumist alustada, ja viis, mida parem mitte esitada.", "Talking with representatives of minorities", "Ten questions that open a meeting, and five that are better left out."),
    ("guide", "noored kaasamine", "koosloome", f"{MUN} {WORK}", 2022, "et", "Noored lauas, mitte laua all", "Kuidas teha nii, et noorte nõuanne jõuab otsuseni ja nad saavad teada, mis sellest sai.", "Young people at the table", "How young people’s advice reaches the decision, and they hear what came of it."),
    ("guide", "ruum", "koosloome kaardistamine", f"{MUN} {COM}", 2020, "et en", "Tühjast majast kogukonnamajaks", "Avamine, kulud, võtmed ja reeglid: mida küsida enne, kui uksed lahti teha.", "From an empty house to a community house", "Opening, costs, keys and rules: what to ask before the doors open."),
    ("guide", "hindamine", "", f"{WORK} {MUN}", 2024, "et", "Kas sellest oli kasu? Mõju hindamine väikesele meeskonnale", "Kolm küsimust enne, kolm pärast, ja kuidas vastused ausalt kokku võtta.", "Did it help? Evaluation for a small team", "Three questions before, three after, and how to sum up the answers honestly."),
    ("guide", "vanemaealised", "", f"{MUN} {WORK}", 2022, "et ru", "Naabrist naabrini: eaka märkamine", "Kuidas naabrid, kauplus ja sotsiaaltöötaja märkavad, kui keegi on üksi jäänud.", "From neighbour to neighbour: noticing older people", "How neighbours, the shop and the social worker notice that somebody is alone."),
    ("guide", "loimumine", "", NEW, 2023, "en ru uk", "Minu esimesed sada päeva vallas", "Kelle poole pöörduda, mis avaldused teha ja kus inimestega kohtuda.", "My first hundred days in the municipality", "Whom to turn to, which applications to make and where to meet people."),
    ("guide", "kriisivalmidus", "", f"{COM} {PART}", 2024, "et ru", "Soe tuba: kerksuskeskus kogukonnamajas", "Mis peab ruumis olema, kes seda avab ja kuidas inimestele teada anda.", "A warm room: a resilience centre in the community house", "What the room needs, who opens it and how people learn of it."),
    ("practice", "kriisivalmidus", "kaardistamine", f"{COM} {MUN}", 2023, "et", "Uksest ukseni ühe laupäevaga", "Alevik käis läbi 180 ust ja sai teada, kellel on kaev, generaator ja vaba voodi.", "From door to door in one Saturday", "A small town knocked on 180 doors and learnt who has a well, a generator and a spare bed."),
    ("practice", "keel", "", f"{WORK} {NEW}", 2022, "et", "Jalutades keel suhu", "Iganädalane ring linnas, kus iga peatus annab viis uut sõna.", "Walking into the language", "A weekly round of the town in which each stop gives five new words."),
    ("practice", "loimumine ruum", "koosloome", f"{COM} {NEW}", 2021, "et en", "Ühine aed kolmes keeles", "Peenrad jagati loosiga, sildid tehti koos ja sügisel söödi suppi.", "One garden in three languages", "Beds were drawn by lot, signs were made together, and in autumn there was soup."),
    ("practice", "noored", "lugude-raakimine", WORK, 2023, "et ru", "Vanaema telefonis", "Noored salvestasid telefoniga vanavanemate lugusid ja tegid neist näituse.", "Grandmother in the phone", "Young people recorded their grandparents’ stories by phone and made an exhibition of them."),
    ("practice", "kaasamine", "avatud-dialoog", MUN, 2022, "et", "Vallavanem köögilaua taga", "Kord kuus sõidab vallavanem kellegi koju ja kuulab kaks tundi.", "The mayor at the kitchen table", "Once a month the mayor goes to somebody’s home and listens for two hours."),
    ("practice", "vabatahtlikud", "", COM, 2020, "et", "Tunnipank: tund tunni vastu", "Aiatöö keeletunni vastu, auto parandus tordi vastu; arvet peetakse vihikus.", "A bank of hours", "Gardening for a language lesson, a repaired car for a cake; the accounts are in a notebook."),
    ("practice", "ruum", "koosloome", f"{MUN} {COM}", 2023, "et", "Bussipeatus, mille tegid kasutajad", "Õpilased ja pensionärid joonistasid koos peatuse, kus on soe ja valge.", "A bus stop made by its users", "Pupils and pensioners drew a stop together that is warm and light."),
    ("practice", "loimumine", "lugude-raakimine", f"{WORK} {PART}", 2024, "et en uk", "Elav raamatukogu valla raamatukogus", "Raamatuteks on inimesed; laenutus kestab kakskümmend minutit.", "A living library in the municipal library", "The books are people; a loan lasts twenty minutes."),
    ("practice", "kogukonna-arendamine", "abcd", COM, 2021, "et", "Sada oskust ühel seinal", "Igaüks kirjutas kolm asja, mida oskab; poole aastaga sai neist üheksa ringi.", "A hundred skills on one wall", "Everybody wrote down three things they can do; within half a year nine clubs came of it."),
    ("practice", "vanemaealised", "", f"{COM} {WORK}", 2022, "et", "Supp neljapäeviti", "Lõuna, mille ümber kasvas nõustamine, digiabi ja laulmine.", "Soup on Thursdays", "A lunch around which advice, digital help and singing grew."),
    ("practice", "keel loimumine", "", NEW, 2023, "et ru", "Koorilaul kui keelekursus", "Segakoor võttis poole hooajaga vastu üksteist uut lauljat, kes õppisid sõnad enne grammatikat.", "Choir as a language course", "A choir took in eleven new singers who learnt words before grammar."),
    ("practice", "kriisivalmidus", "koosloome", f"{MUN} {PART}", 2024, "et", "Elektrita õhtu", "Vald lülitas üheks õhtuks tuled välja ja vaatas, mis juhtub.", "An evening without power", "A municipality switched its lights off for an evening and watched what happened."),
    ("practice", "kaasamine", "koosloome", f"{MUN} {COM}", 2020, "et", "Kaasav eelarve, mis küsib enne ideed muret", "Kõigepealt koguti mured, alles siis ideed; osalejaid oli kaks korda rohkem.", "Participatory budgeting that asks for worries first", "Worries were gathered first and ideas afterwards; twice as many took part."),
    ("article", "kogukonna-arendamine", "abcd", f"{WORK} {PART}", 2019, "en", "Mis jääb, kui projekt lõpeb?", "Kaheteistkümne algatuse võrdlus: mis hoiab tegevust elus viis aastat pärast rahastuse lõppu.", "What stays when the project ends?", "Twelve initiatives compared: what keeps work alive five years after funding ended."),
    ("article", "kriisivalmidus", "", f"{MUN} {PART}", 2023, "et", "Usaldus enne tormi", "Küsitlus viies vallas: naabreid tundvad inimesed on valmis kauem ise toime tulema.", "Trust before the storm", "A survey in five municipalities: people who know their neighbours can cope for longer."),
    ("article", "loimumine", "", f"{MUN} {PART}", 2022, "en", "Kohalik teenus kui esimene kohtumine riigiga", "Intervjuud uussisserändajatega: esimesed kolm kuud otsustavad, kellelt edaspidi abi küsitakse.", "The local service as a first meeting with the state", "Interviews with newcomers: the first three months decide whom they ask for help later."),
    ("article", "kaasamine", "koosloome", PART, 2021, "en", "Koosloome avalikes teenustes: ülevaade", "Ülevaade neljakümnest uuringust ja sellest, millal koosloome ei tööta.", "Co-creation in public services: a review", "A review of forty studies, and of when co-creation does not work."),
    ("article", "noored", "", f"{MUN} {WORK}", 2020, "et", "Miks noored koosolekult lahkuvad", "Vaatlus kaheksas noortevolikogus: aeg, keel ja tagasiside.", "Why young people leave meetings", "Eight youth councils observed: time, language and feedback."),
    ("article", "hindamine", "", PART, 2023, "en", "Mida loendada, kui tulemus on usaldus?", "Viis mõõdikut, mis pidasid vastu, ja kolm, mis eksitasid.", "What to count when the outcome is trust", "Five measures that held, and three that misled."),
    ("article", "keel", "", f"{WORK} {PART}", 2022, "et", "Vestlusklubist töökeeleni", "Kaheaastane jälgimine: kes jäi, kes lahkus ja mida keegi hiljem rääkis.", "From conversation club to working language", "Two years of following: who stayed, who left and what they spoke later."),
    ("article", "vanemaealised ruum", "", MUN, 2021, "en", "Kõnnitav alevik", "Kuidas pingid, valgus ja kõnniteed muudavad eakate päeva.", "A walkable small town", "How benches, light and pavements change older people’s day."),
    ("article", "vabatahtlikud kriisivalmidus", "", f"{PART} {COM}", 2024, "et", "Vabatahtlik kriisi kolmandal nädalal", "Mis juhtub siis, kui esimene hoog on läbi: intervjuud abikeskuste juhtidega.", "A volunteer in the third week of a crisis", "What happens when the first surge is over: interviews with heads of help centres."),
    ("story", "loimumine keel", "lugude-raakimine", f"{NEW} {COM}", 2023, "et uk", "Kuidas ma õppisin ütlema „tere“", "Ühe pere esimene talv väikelinnas, naabri labidas ja pirukad.", "How I learnt to say “tere”", "A family’s first winter in a small town, a neighbour’s shovel and pies."),
    ("story", "kogukonna-arendamine", "abcd", COM, 2022, "et", "Pood, mis pidi kinni minema", "Küla ostis oma poe ära ja õppis selle käigus arvet pidama.", "The shop that was to close", "A village bought its shop and learnt to keep accounts on the way."),
    ("story", "kriisivalmidus", "lugude-raakimine", f"{COM} {MUN}", 2024, "et", "Kolm päeva ilma vooluta", "Mis toimis, mis mitte, ja miks kõige tähtsam oli must tahvel poe seinal.", "Three days without power", "What worked, what did not, and why a blackboard on the shop’s wall mattered most."),
    ("story", "noored", "", f"{WORK} {COM}", 2021, "et ru", "Rulapark ja kümme koosolekut", "Noored ei andnud alla; nüüd on neil võti ja vastutus.", "A skate park and ten meetings", "The young did not give up; now they have the key and the responsibility."),
    ("story", "vabatahtlikud", "", COM, 2020, "et", "Mees, kes parandas kõigi rattaid", "Garaažist sai töötuba, töötoast kohtumispaik.", "The man who repaired everybody’s bicycle", "A garage became a workshop, the workshop a meeting place."),
    ("story", "loimumine", "avatud-dialoog", f"{MUN} {WORK}", 2023, "et ru", "Kaks poolt, üks saal", "Raske koosolek, kus alustati sellest, mida kardetakse.", "Two sides, one hall", "A difficult meeting that began with what people fear."),
    ("story", "vanemaealised", "lugude-raakimine", COM, 2022, "et", "Kirjad, mida keegi ei oodanud", "Kooliõpilased kirjutasid hooldekodusse; vastused tulid käsitsi.", "Letters that nobody expected", "Pupils wrote to a care home; the answers came by hand."),
    ("story", "ruum", "koosloome", f"{COM} {MUN}", 2021, "et", "Sild, mille ehitas kuus naabrit", "Kooskõlastused võtsid kauem kui ehitus; lugu paberist ja kannatusest.", "A bridge built by six neighbours", "Approvals took longer than building: a story of paper and patience."),
    ("tool", "kogukonna-arendamine", "abcd kaardistamine", f"{WORK} {COM}", 2023, "et en", "Ressursside kaardistamise töölehed", "Printimiseks: kaart, sildid ja juhend kahetunniseks kohtumiseks.", "Worksheets for mapping assets", "To print: a map, labels and instructions for a meeting of two hours."),
    ("tool", "kaasamine", "koosloome", f"{MUN} {WORK}", 2022, "et", "Huvirühmade ruudustik", "Üks leht: keda otsus puudutab, kes otsustab ja kes jäi seni välja.", "A grid of who is concerned", "One page: whom a decision touches, who decides and who was left out."),
    ("tool", "kriisivalmidus", "", COM, 2024, "et ru en", "Perekonna kriisikoti kontroll-leht", "Mida koguda esimeseks nädalaks; lemmikloomade ja ravimite lisaleht.", "Checklist for a family’s emergency bag", "What to gather for the first week, with a sheet for pets and medicines."),
    ("tool", "hindamine", "", f"{WORK} {PART}", 2023, "et", "Sündmuse tagasiside viie küsimusega", "Küsimustik, mille täitmine võtab minuti ja mille vastused saab kokku panna.", "Feedback in five questions", "A questionnaire that takes a minute, and whose answers add up."),
    ("tool", "keel", "", f"{WORK} {NEW}", 2022, "et ru uk", "Vestluskaardid: sada algust", "Kaardid lõikamiseks: kodu, töö, ilm, toit ja muud teemad kolmel tasemel.", "Conversation cards: a hundred beginnings", "Cards to cut out: home, work, weather, food and more, on three levels."),
    ("tool", "kaasamine", "avatud-dialoog", f"{WORK} {MUN}", 2021, "et", "Ringi juhtimise meelespea", "Taskusse mahtuv leht: alustamine, jutukepp, vaikus ja lõpetamine.", "Leading a circle", "A pocket page: beginning, the talking piece, silence and the end."),
    ("tool", "ruum", "kaardistamine", f"{COM} {MUN}", 2020, "et", "Jalutuskaart koos mõtlemiseks", "Kaart ja ikoonid ühiseks ringkäiguks: mis on hästi, mis teeb muret.", "A walking map for thinking together", "A map and icons for a walk: what is good, what worries us."),
    ("tool", "vabatahtlikud", "", COM, 2023, "et", "Vabatahtliku kokkulepe ühel lehel", "Mida kumbki pool lubab, millal lõpetatakse ja kuidas tänatakse.", "A volunteer’s agreement on one page", "What each side promises, when it ends and how thanks are given."),
    ("tool", "noored", "koosloome", WORK, 2024, "et en", "Ideelaud noortele", "Mängulaud, millega rühm jõuab tunni ajaga murest katsetuseni.", "An idea board for young people", "A board game that takes a group from a worry to a trial in an hour."),
    ("recording", "kriisivalmidus", "", f"{COM} {MUN}", 2024, "et", "Veebiloeng: kogukond kriisis esimesed 72 tundi", "Tunnine loeng ja küsimused vastustega; alajaotused on märgitud.", "Web lecture: a community’s first 72 hours in a crisis", "An hour’s lecture with questions and answers, in marked parts."),
    ("recording", "kogukonna-arendamine", "abcd", f"{WORK} {COM}", 2022, "en", "Ressursipõhise lähenemise alused", "Salvestatud sissejuhatus: klaas on pooltäis, kelle oma see on?", "Foundations of asset-based work", "A recorded introduction: the glass is half full, and whose is it?"),
    ("recording", "loimumine", "lugude-raakimine", f"{WORK} {NEW}", 2023, "et ru", "Lugude õhtu salvestis: tulin ja jäin", "Neli inimest räägivad, mis neid siia tõi ja mis kinni hoidis.", "A recorded evening of stories: I came and stayed", "Four people tell what brought them here and what kept them."),
    ("recording", "kaasamine", "avatud-dialoog", f"{MUN} {WORK}", 2021, "et", "Avatud dialoog praktikas", "Kolm lühifilmi kohtumistest, kus keegi ei kiirusta vastusega.", "Open dialogue in practice", "Three short films of meetings in which nobody hurries to answer."),
    ("recording", "keel", "", f"{NEW} {WORK}", 2023, "et ru uk", "Kuula ja korda: argikeel turul", "Kaksteist lühikest heliklippi turult, bussist ja arsti juurest.", "Listen and repeat: everyday speech at the market", "Twelve short clips from the market, the bus and the doctor’s."),
    ("recording", "noored", "koosloome", WORK, 2022, "et", "Noorte häkatoni kokkuvõte", "Kümme minutit ööpäevast, mille jooksul sündis seitse lahendust.", "A youth hackathon in ten minutes", "Ten minutes of a day and night in which seven solutions were born."),
    ("recording", "hindamine", "", PART, 2024, "en", "Vestlus: mõju ilma tabelita", "Kaks hindajat arutavad, millal lugu ütleb rohkem kui arv.", "A talk: impact without a table", "Two evaluators discuss when a story says more than a number."),
    ("guide", "kogukonna-arendamine", "abcd kaardistamine", f"{WORK} {COM}", 2018, "et", "Tugevuste kaart (esimene trükk)", "Varasem väljaanne; uuem on täiendatud töölehtedega.", "A map of strengths (first edition)", "The earlier edition; the newer one has worksheets."),
    ("guide", "loimumine", "koosloome", f"{MUN} {PART}", 2023, "et ru", "Lõimumiskoda: kuidas alustada", "Kes kokku kutsuda, mida esimesel aastal teha ja kuidas ettepanekud kohale jõuavad.", "Starting an integration chamber", "Whom to bring together, what to do in the first year and how proposals arrive."),
)  # fmt: skip

# Estonian title: Russian title and summary, Ukrainian title and summary.
MORE_LANGUAGES: dict[str, tuple[str, str, str, str]] = {
    "Tugevuste kaart: kogukonna ressursside kaardistamine": ("Карта сильных сторон: что есть у сообщества", "Пять встреч ведут к карте: что умеют люди, какие есть помещения и кто кого знает.", "Карта сильних сторін: що має громада", "П’ять зустрічей ведуть до карти: що вміють люди, які є приміщення та хто кого знає."),
    "Küla kriisiplaan nelja lehega": ("План деревни на случай кризиса на четырёх страницах", "Простая основа: кто кого оповещает, где согреться и кому нужна помощь.", "План села на випадок кризи на чотирьох сторінках", "Проста основа: хто кого сповіщає, де зігрітися і кому потрібна допомога."),
    "Keelekohviku pidaja meelespea": ("Памятка для ведущего языкового кафе", "Как поставить столы, выбрать темы и поддержать разговор при разном уровне языка.", "Пам’ятка для ведучого мовного кафе", "Як поставити столи, обрати теми та підтримати розмову за різного рівня мови."),
    "Minu esimesed sada päeva vallas": ("Мои первые сто дней в волости", "К кому обращаться, какие заявления подать и где встречаться с людьми.", "Мої перші сто днів у волості", "До кого звертатися, які заяви подати та де зустрічатися з людьми."),
    "Soe tuba: kerksuskeskus kogukonnamajas": ("Тёплая комната: центр стойкости в общинном доме", "Что должно быть в помещении, кто его открывает и как сообщить людям.", "Тепла кімната: центр стійкості в громадському домі", "Що має бути в приміщенні, хто його відчиняє та як повідомити людей."),
    "Ühine aed kolmes keeles": ("Общий сад на трёх языках", "Грядки разыграли по жребию, таблички сделали вместе, а осенью ели суп.", "Спільний сад трьома мовами", "Грядки розіграли жеребом, таблички зробили разом, а восени їли суп."),
    "Koorilaul kui keelekursus": ("Хор как языковой курс", "Хор принял одиннадцать новых певцов, которые учили слова раньше грамматики.", "Хор як мовний курс", "Хор прийняв одинадцять нових співаків, які вчили слова раніше за граматику."),
    "Kuidas ma õppisin ütlema „tere“": ("Как я научилась говорить «tere»", "Первая зима одной семьи в маленьком городе, соседская лопата и пирожки.", "Як я навчилася казати «tere»", "Перша зима однієї родини в маленькому місті, сусідська лопата та пиріжки."),
    "Perekonna kriisikoti kontroll-leht": ("Список для семейной тревожной сумки", "Что собрать на первую неделю; отдельный лист для животных и лекарств.", "Список для сімейної тривожної сумки", "Що зібрати на перший тиждень; окремий аркуш для тварин і ліків."),
    "Vestluskaardid: sada algust": ("Карточки для разговора: сто начал", "Карточки для вырезания: дом, работа, погода, еда и другие темы на трёх уровнях.", "Картки для розмови: сто початків", "Картки для вирізання: дім, робота, погода, їжа та інші теми на трьох рівнях."),
    "Kuula ja korda: argikeel turul": ("Слушай и повторяй: разговор на рынке", "Двенадцать коротких записей с рынка, из автобуса и от врача.", "Слухай і повторюй: розмова на ринку", "Дванадцять коротких записів з ринку, з автобуса та від лікаря."),
    "Lugude õhtu salvestis: tulin ja jäin": ("Запись вечера историй: приехал и остался", "Четыре человека рассказывают, что их сюда привело и что удержало.", "Запис вечора історій: приїхав і залишився", "Четверо людей розповідають, що їх сюди привело і що втримало."),
}  # fmt: skip

DESCRIPTION = (
    (
        "Sobib neile, kes alustavad, ja neile, kes tahavad tehtut üle vaadata. Loe läbi, vali üks samm"
        " ja proovi seda oma inimestega enne, kui järgmise juurde lähed."
    ),
    (
        "It suits those who begin, and those who want to look again at what they do. Read it, choose"
        " one step and try it with your people before you take the next."
    ),
)
PDF_LINES: dict[str, tuple[str, ...]] = {
    "Tugevuste kaart: kogukonna ressursside kaardistamine": ("Tugevuste kaart", "Esimene kohtumine: mida me oskame?", "Teine kohtumine: ruumid ja paigad", "Kolmas kohtumine: kes keda tunneb", "Kogukondade ressursid on inimestes."),
    "Küla kriisiplaan nelja lehega": ("Küla kriisiplaan", "1. Kes keda teavitab", "2. Kus on soe ja vesi", "3. Kes vajab abi", "4. Millal plaani üle vaatame"),
    "Kaasamine algab enne eelnõu": ("Kaasamine algab enne eelnõu", "Küsi muret enne lahendust.", "Anna tagasisidet kahe nädala jooksul.", "Ametnike meelespea"),
    "Ressursside kaardistamise töölehed": ("Töölehed", "Sildid lõikamiseks", "Inimesed, rühmad, kohad, lood"),
    "Huvirühmade ruudustik": ("Huvirühmade ruudustik", "Keda otsus puudutab?", "Kes jäi seni välja?"),
    "Soe tuba: kerksuskeskus kogukonnamajas": ("Soe tuba", "Generaator, ahi, vesi, raadio", "Avamise kord"),
}  # fmt: skip
AUTHORS = (
    "Maarja Mägi",
    "Tiit Tamm\nKadri Kask",
    "Olga Orlova",
    "",
    "Peeter Põld",
    "Anna Aru\nIgor Ivask",
    "",
)
PUBLISHERS = ("Kogukondade Koda", "Naabrite Selts", "", "Sillad MTÜ", "Väikelinna Kool")
NOTES = (
    ("Proovisime kahes külas. Teine kord läks kergemini, sest kutsusime inimesed telefoni teel.", "Aino, Võrumaa"),
    ("Töölehed olid abiks, aga trükkige suuremalt: saalis on hämar.", ""),
    ("Kasutame seda igal sügisel koos uute vabatahtlikega.", "Kogukonnamaja meeskond"),
)  # fmt: skip
COLLECTIONS = (
    ("Esimesed sammud kogukonnatöös", "Alusta siit: kaart, kohtumine ja üks hea lugu.", "First steps in community work", "Begin here: a map, a meeting and a good story.", "kogukonna-arendamine"),
    ("Valmis kriisiks koos naabritega", "Plaanid, kontroll-lehed ja kogemused viimastest aastatest.", "Ready for a crisis together", "Plans, checklists and experience of recent years.", "kriisivalmidus"),
    ("Keel, mis kõnnib kaasa", "Keelekohvikud, kaardid ja lood neile, kes aitavad teistel rääkima hakata.", "Language that walks along", "Language cafés, cards and stories for those who help others to begin to speak.", "keel"),
)  # fmt: skip
CONTRIBUTIONS = (
    ("practice", "Kaks korda kuus kingitusteta sünnipäev", "Peame koos sünnipäevi neile, kel kedagi pole. Kutsume lehes ja poes. Iga kord tuleb mõni uus inimene.", "", "Helve Hein", "helve@example.ee", "Helve H., Põlva"),
    ("tool", "Koosoleku kell", "Liivakell ja kolm kaarti, et igaüks saaks rääkida. Panen juhendi kaasa.", "https://example.ee/koosoleku-kell", "Rein Rand", "rein@example.ee", ""),
    ("story", "Meie maja katus", "Lugu sellest, kuidas korteriühistu katust parandas ja naabrid sõbraks said.", "", "Lia Luik", "lia@example.ee", "Lia Luik"),
    ("guide", "Küla kriisiplaan", "Leidsin hea kriisiplaani põhja.", "https://example.ee/kriisiplaan-kula", "Mart Mets", "mart@example.ee", "Mart"),
    ("practice", "Supipott pärast talgut", "Talgu lõpus keedame suure poti suppi; kes jääb sööma, tuleb ka järgmine kord. Retsept ja ostunimekiri kahekümnele.", "", "Õie Õun", "oie@example.ee", "Õie Õun, Antsla"),
    ("tool", "Odavad telgid", "Müüme telke soodsalt.", "https://example.ee/telgid", "Telgipood", "pood@example.ee", ""),
)  # fmt: skip
