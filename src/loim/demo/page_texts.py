"""Words of the demonstration's pages and news, in four languages; written for it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """`texts` by language: (title, lead, body, short). The picture by its key in `PICTURES`."""

    key: str
    texts: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)


NEWCOMER = Words(
    "rakvere",
    {
        "et": (
            "Uustulnuk Rakveres",
            (
                "Esimesed sammud neile, kes on äsja Rakverre elama tulnud: mida teha, kuhu minna,"
                " kellelt küsida."
            ),
            (
                "<h2>Esimesed nädalad</h2><ol><li>Registreeri oma elukoht <strong>30 päeva"
                " jooksul</strong> saabumisest.</li><li>Vali perearst.</li><li>Küsi lapsele koht"
                " lasteaias või koolis.</li></ol><h2>Kellelt küsida</h2><p>Linnavalitsuse"
                " lõimumiskoordinaator aitab eesti, inglise ja vene keeles. Tule kohale teisipäeval"
                " kell 10–12 või kirjuta <a href='mailto:rakvere@example.ee'>rakvere@example.ee</a>."
                "</p><h2>Kus keelt harjutada</h2><p>Keelekohvik koguneb raamatukogus, vt ka <a"
                " href='/pages/eesti-keel-rakveres/'>eesti keele õppe lehte</a>.</p>"
            ),
            "",
        ),
        "en": (
            "New in Rakvere",
            (
                "First steps for people who have just moved to Rakvere: what to do, where to go, whom"
                " to ask."
            ),
            (
                "<h2>The first weeks</h2><ol><li>Register where you live <strong>within 30 days"
                "</strong> of arriving.</li><li>Choose a family doctor.</li><li>Ask for a place for"
                " your child in a kindergarten or a school.</li></ol><h2>Whom to ask</h2><p>The"
                " integration coordinator of the city helps in Estonian, English and Russian. Come on"
                " Tuesday between 10 and 12, or write to <a href='mailto:rakvere@example.ee'>"
                "rakvere@example.ee</a>.</p><h2>Where to practise the language</h2><p>A language café"
                " meets in the library; see <a href='/en/pages/eesti-keel-rakveres/'>learning"
                " Estonian</a>.</p>"
            ),
            "",
        ),
        "ru": (
            "Новый житель Раквере",
            (
                "Первые шаги для тех, кто недавно переехал в Раквере: что сделать, куда пойти, у кого"
                " спросить."
            ),
            (
                "<h2>Первые недели</h2><ol><li>Зарегистрируйте место жительства <strong>в течение 30"
                " дней</strong> после приезда.</li><li>Выберите семейного врача.</li><li>Попросите"
                " для ребёнка место в детском саду или школе.</li></ol><h2>У кого спросить</h2><p>"
                "Координатор по интеграции помогает на эстонском, английском и русском языках."
                " Приходите во вторник с 10 до 12 или пишите на <a"
                " href='mailto:rakvere@example.ee'>rakvere@example.ee</a>.</p><h2>Где говорить"
                " по-эстонски</h2><p>Языковое кафе собирается в библиотеке, см. <a"
                " href='/ru/pages/eesti-keel-rakveres/'>страницу об изучении эстонского</a>.</p>"
            ),
            "",
        ),
        "uk": (
            "Новий мешканець Раквере",
            (
                "Перші кроки для тих, хто нещодавно переїхав до Раквере: що зробити, куди піти, кого"
                " запитати."
            ),
            (
                "<h2>Перші тижні</h2><ol><li>Зареєструйте місце проживання <strong>протягом 30"
                " днів</strong> після приїзду.</li><li>Оберіть сімейного лікаря.</li><li>Попросіть"
                " для дитини місце в садочку або школі.</li></ol><h2>Кого запитати</h2><p>"
                "Координатор з інтеграції допомагає естонською, англійською та російською мовами."
                " Приходьте у вівторок з 10 до 12 або пишіть на <a"
                " href='mailto:rakvere@example.ee'>rakvere@example.ee</a>.</p><h2>Де говорити"
                " естонською</h2><p>Мовне кафе збирається в бібліотеці, див. <a"
                " href='/uk/pages/eesti-keel-rakveres/'>сторінку про вивчення естонської</a>.</p>"
            ),
            "",
        ),
    },
)
LANGUAGE = Words(
    "eesti-keel-rakveres",
    {
        "et": (
            "Eesti keel Rakveres",
            "Kursused, keelekohvik ja mida teha, kui kursusel pole kohta.",
            (
                "<p>Kursused algavad septembris ja veebruaris.</p><table><tr><th>Tase</th><th>Päev"
                "</th><th>Kell</th></tr><tr><td>A1</td><td>esmaspäev ja kolmapäev</td><td>17.30</td>"
                "</tr><tr><td>A2</td><td>teisipäev ja neljapäev</td><td>17.30</td></tr></table><p>"
                "Iseseisvaks õppeks sobib <a href='https://keeleope.kadunud.example.ee/rakvere'>"
                "harjutuste kogu</a>.</p>"
            ),
            "",
        ),
        "en": (
            "Estonian in Rakvere",
            "Courses, the language café, and what to do when a course is full.",
            (
                "<p>Courses begin in September and February.</p><table><tr><th>Level</th><th>Days"
                "</th><th>Time</th></tr><tr><td>A1</td><td>Monday and Wednesday</td><td>17:30</td>"
                "</tr><tr><td>A2</td><td>Tuesday and Thursday</td><td>17:30</td></tr></table><p>To"
                " learn by yourself, try the <a href='https://keeleope.kadunud.example.ee/rakvere'>"
                "collection of exercises</a>.</p>"
            ),
            "",
        ),
        "ru": (
            "Эстонский язык в Раквере",
            "Курсы, языковое кафе и что делать, если на курсе нет места.",
            (
                "<p>Курсы начинаются в сентябре и феврале.</p><table><tr><th>Уровень</th><th>Дни"
                "</th><th>Время</th></tr><tr><td>A1</td><td>понедельник и среда</td><td>17:30</td>"
                "</tr><tr><td>A2</td><td>вторник и четверг</td><td>17:30</td></tr></table>"
            ),
            "",
        ),
        "uk": (
            "Естонська мова в Раквере",
            "Курси та мовне кафе.",
            "<p>Курси починаються у вересні.</p>",
            "",
        ),
    },
)
# The courses of February were added after the Ukrainian translation was made.
LANGUAGE_BEFORE = (
    "Eesti keel Rakveres",
    "Kursused ja keelekohvik.",
    "<p>Kursused algavad septembris.</p>",
    "",
)
WINTER = Words(
    "kuusk-sai-tuled",
    {
        "et": (
            "Linnaväljaku kuusk saab tuled",
            "Esimesel advendil kell 16 süttivad tuled ja kõlavad laulud kolmes keeles.",
            "<p>Sooja teed jagub kõigile. Laulusõnad on lehel eesti, vene ja ukraina keeles.</p>",
            "Esimesel advendil kell 16 süttivad Rakvere kuusel tuled. Tule ja laula kaasa!",
        ),
        "en": (
            "Lights on the city’s spruce",
            "On the first of Advent at 16:00 the lights go on, with songs in three languages.",
            (
                "<p>There is warm tea for everybody. The words of the songs are handed out in"
                " Estonian, Russian and Ukrainian.</p>"
            ),
            "On the first of Advent at 16:00 the lights of Rakvere’s spruce go on. Come and sing!",
        ),
        "ru": (
            "На городской ели зажгут огни",
            "В первый адвент в 16 часов зажгутся огни и прозвучат песни на трёх языках.",
            "<p>Тёплого чая хватит всем. Слова песен раздадут на трёх языках.</p>",
            "В первый адвент в 16 часов на ели в Раквере зажгут огни. Приходите петь вместе!",
        ),
        "uk": (
            "На міській ялині засяють вогні",
            "У перший адвент о 16 годині засяють вогні та залунають пісні трьома мовами.",
            "<p>Теплого чаю вистачить усім. Слова пісень роздадуть трьома мовами.</p>",
            "У перший адвент о 16 годині на ялині в Раквере засяють вогні. Приходьте співати!",
        ),
    },
)
SCHOOL = Words(
    "kooli-astumine",
    {
        "et": (
            "Esimesse klassi astumine: esita taotlus märtsis",
            "Taotlusi võetakse vastu 1.–20. märtsini; koolikoht on igal lapsel, kes Rakveres elab.",
            "<p>Kui pere keel ei ole eesti keel, lepi koolis aegsasti kokku tutvumispäev.</p>",
            "Esimesse klassi astuja, taotluse aeg on 1.–20. märts.",
        ),
        "en": (
            "Starting school: apply in March",
            (
                "Applications are taken from 1 to 20 March; each child who lives in Rakvere has a"
                " place."
            ),
            "<p>If you do not speak Estonian at home, agree on a day to get to know the school.</p>",
            "Starting school this autumn? Apply from 1 to 20 March.",
        ),
        "uk": (
            "Перший клас: подайте заяву в березні",
            "Заяви приймають з 1 до 20 березня; місце є для кожної дитини, яка живе в Раквере.",
            "<p>Якщо вдома не говорять естонською, домовтеся про день знайомства зі школою.</p>",
            "Перший клас восени? Заяви приймають з 1 до 20 березня.",
        ),
    },
)
SUMMER = Words(
    "suvine-keelelaager",
    {
        "et": (
            "Suvine keelelaager noortele",
            "Nädal mere ääres: mängud, matkad ja eesti keel, 13–17-aastastele.",
            "<p>Kohti on kolmkümmend. Kui soovijaid on rohkem, loositakse kohad.</p>",
            "Suvine keelelaager 13–17-aastastele: nädal mere ääres.",
        ),
        "ru": (
            "Летний языковой лагерь для молодёжи",
            "Неделя у моря: игры, походы и эстонский язык, для 13–17-летних.",
            "<p>Мест тридцать. Если желающих больше, места разыграют.</p>",
            "Летний языковой лагерь для 13–17-летних: неделя у моря.",
        ),
    },
)
BUS = Words(
    "bussipeatus-kolib",
    {
        "et": (
            "Turu peatus on kaks nädalat mujal",
            "Tänavatööde ajal peatuvad bussid raamatukogu ees.",
            "<p>Sõiduplaan ei muutu.</p>",
            "Turu peatuse bussid peatuvad kaks nädalat raamatukogu ees.",
        ),
    },
)
CAFE = Words(
    "keelekohvik-kutsub",
    {
        "et": (
            "Keelekohvik kutsub uusi vestlejaid",
            "Igal kolmapäeval kell 17 raamatukogus; sel nädalal räägime talvest.",
            "<p>Tulla võib ka siis, kui oskad vaid mõnda sõna.</p>",
            "Keelekohvik ootab sind kolmapäeval kell 17 Rakvere raamatukogus.",
        ),
    },
)

# alternative text by language, caption in Estonian
PICTURES = {
    "square": (
        {
            "et": "Joonistus: linnaväljak majadega, taga küngas ja torn",
            "en": "Drawing: a city square with houses, a hill and a tower behind",
            "ru": "Рисунок: городская площадь с домами, позади холм и башня",
            "uk": "Малюнок: міська площа з будинками, позаду пагорб і вежа",
        },
        "Rakvere, joonistus",
    ),
    "spruce": (
        {
            "et": "Joonistus: tuledega kuusk õhtuhämaruses",
            "en": "Drawing: a spruce with lights at dusk",
            "ru": "Рисунок: ель с огнями в сумерках",
            "uk": "Малюнок: ялина з вогнями в сутінках",
        },
        "",
    ),
    "sea": ({"et": "Joonistus: laagritelgid mere ääres", "en": "Drawing: tents by the sea"}, ""),
}
