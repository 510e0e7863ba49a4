"""What the pages of the demonstration's clubs say, in four languages."""

from loim.demo.event_texts import Words

ESTONIAN: Words = {
    "et": {
        "title": "Räägime eesti keeles",
        "description": "Õhtu laua ümber: jutt igapäevastest asjadest, mängud ja tass teed. Keegi"
        " ei anna hindeid ja keegi ei naera vigade üle.\n\nIga kord räägime ka sellest, mis Tartus"
        " ja Eestis parasjagu toimub.",
        "target_group": "Täiskasvanud, kes on hiljuti Tartusse kolinud või tagasi tulnud.",
        "level_note": "Piisab, kui oskad end tutvustada ja lihtsalt küsida. Ülejäänu tuleb"
        " rääkides.",
        "accessibility": "Uksel on kaldtee, ruum on esimesel korrusel.",
    },
    "en": {
        "title": "Let us speak Estonian",
        "description": "An evening around a table: talk about everyday things, games and a cup of"
        " tea. Nobody gives marks, and nobody laughs at mistakes.\n\nEach time we also talk about"
        " what goes on in Tartu and in Estonia.",
        "target_group": "Adults who have moved to Tartu lately, or have come back.",
        "level_note": "It is enough if you can say who you are and ask simple questions. The rest"
        " comes by speaking.",
        "accessibility": "There is a ramp at the door; the room is on the ground floor.",
    },
    "ru": {
        "title": "Поговорим по-эстонски",
        "description": "Вечер за столом: разговоры о повседневном, игры и чашка чая. Никто не"
        " ставит оценок и не смеётся над ошибками.\n\nКаждый раз говорим и о том, что происходит в"
        " Тарту и в Эстонии.",
        "target_group": "Взрослые, которые недавно переехали в Тарту или вернулись.",
        "level_note": "Достаточно уметь представиться и задать простой вопрос.",
        "accessibility": "У двери есть пандус, зал на первом этаже.",
    },
    "uk": {
        "title": "Поговоримо естонською",
        "description": "Вечір за столом: розмови про повсякденне, ігри та чашка чаю. Ніхто не"
        " ставить оцінок і не сміється з помилок.\n\nЩоразу говоримо й про те, що відбувається в"
        " Тарту та в Естонії.",
        "target_group": "Дорослі, які нещодавно переїхали до Тарту або повернулися.",
        "level_note": "Достатньо вміти назвати себе й поставити просте запитання.",
        "accessibility": "Біля дверей є пандус, зала на першому поверсі.",
    },
}
SOCIAL: Words = {
    "et": {
        "title": "Uute tartlaste õhtu",
        "description": "Saame kokku, et jagada, kuidas läheb: rõõme, muresid ja nippe. Laud on"
        " kaks: üks räägib inglise, teine vene keelt.",
        "target_group": "Kõik, kes on Tartus uued.",
        "level_note": "Eesti keelt pole vaja.",
        "accessibility": "Uksel on kaldtee, ruum on esimesel korrusel.",
    },
    "en": {
        "title": "An evening for new people of Tartu",
        "description": "We meet to share how things are: joys, worries and tricks. There are two"
        " tables: one speaks English, the other Russian.",
        "target_group": "Everybody who is new in Tartu.",
        "level_note": "You need no Estonian.",
        "accessibility": "There is a ramp at the door; the room is on the ground floor.",
    },
    "ru": {
        "title": "Вечер новых тартусцев",
        "description": "Встречаемся, чтобы поделиться тем, как дела: радостями, заботами и"
        " советами. Столов два: за одним говорят по-английски, за другим по-русски.",
        "target_group": "Все, кто в Тарту недавно.",
        "level_note": "Эстонский язык не нужен.",
        "accessibility": "У двери есть пандус, зал на первом этаже.",
    },
    "uk": {
        "title": "Вечір нових тартусців",
        "description": "Зустрічаємося, щоб поділитися, як справи: радощами, клопотами й порадами."
        " Столів два: за одним говорять англійською, за другим російською.",
        "target_group": "Усі, хто в Тарту недавно.",
        "level_note": "Естонська мова не потрібна.",
        "accessibility": "Біля дверей є пандус, зала на першому поверсі.",
    },
}
COMMUNITY: Words = {
    "et": {
        "title": "Tartu asjad: kohaliku kogukonna klubi",
        "description": "Kord kuus räägime inglise keeles Tartust: linnaeelarvest, ühistranspordist,"
        " naabritest. Kui tahame midagi muuta, mõtleme välja, kellele ja kuidas seda öelda.",
        "target_group": "Kõik, kes tahavad Tartu elus kaasa rääkida.",
        "level_note": "Klubi keel on inglise.",
    },
    "en": {
        "title": "Tartu matters: a club of the local community",
        "description": "Once a month we talk in English about Tartu: the city's budget, buses,"
        " neighbours. When we want something to change, we work out whom to tell and how.",
        "target_group": "Everybody who wants a say in the life of Tartu.",
        "level_note": "The club speaks English.",
    },
    "ru": {
        "title": "Дела Тарту: клуб местного сообщества",
        "description": "Раз в месяц говорим по-английски о Тарту: о бюджете города, автобусах,"
        " соседях. Если хотим что-то изменить, решаем, кому и как об этом сказать.",
        "target_group": "Все, кто хочет участвовать в жизни Тарту.",
        "level_note": "Язык клуба английский.",
    },
    "uk": {
        "title": "Справи Тарту: клуб місцевої громади",
        "description": "Раз на місяць говоримо англійською про Тарту: про бюджет міста, автобуси,"
        " сусідів. Якщо хочемо щось змінити, вирішуємо, кому і як про це сказати.",
        "target_group": "Усі, хто хоче брати участь у житті Тарту.",
        "level_note": "Мова клубу англійська.",
    },
}
