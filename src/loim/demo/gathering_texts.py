"""What the pages of Rakvere's two gatherings say: a trip drawn by lot, an evening that was."""

from loim.demo.event_texts import PageWords

BOG_TRIP = PageWords(
    {
        "et": {
            "title": "Väljasõit: talvine raba",
            "purpose": "Saada tuttavaks oma uue kodu looduse ja üksteisega.",
            "description": "Sõidame väikese bussiga, matkame laudteel kolm kilomeetrit ja joome"
            " lõkke ääres teed. Kohti on kaheksa; kui soovijaid on rohkem, heidetakse liisku.",
            "target_group": "Uussisserändajad ja Rakvere pered.",
            "accessibility": "Rada on kitsas ja ratastooliga läbimatu. Buss on ligipääsetav.",
        },
        "en": {
            "title": "Outing: the bog in winter",
            "purpose": "To get to know the nature of a new home, and each other.",
            "description": "We go by a small bus, walk three kilometres on a boardwalk and have tea"
            " by a fire. There are eight places; if more people want to come, lots are drawn.",
            "target_group": "Newcomers and families of Rakvere.",
            "accessibility": "The path is narrow and not for wheelchairs. The bus is accessible.",
        },
        "ru": {
            "title": "Поездка: болото зимой",
            "purpose": "Познакомиться с природой нового дома и друг с другом.",
            "description": "Едем на маленьком автобусе, проходим три километра по настилу и пьём чай"
            " у костра. Мест восемь; если желающих больше, бросаем жребий.",
            "target_group": "Новоприбывшие и семьи Раквере.",
            "accessibility": "Тропа узкая, на коляске не проехать. Автобус доступен.",
        },
        "uk": {
            "title": "Поїздка: болото взимку",
            "purpose": "Познайомитися з природою нового дому та одне з одним.",
            "description": "Їдемо невеликим автобусом, проходимо три кілометри настилом і п’ємо чай"
            " біля вогнища. Місць вісім; якщо охочих більше, кидаємо жереб.",
            "target_group": "Новоприбулі та родини Раквере.",
            "accessibility": "Стежка вузька, візком не проїхати. Автобус доступний.",
        },
    }
)

STORY_EVENING = PageWords(
    {
        "et": {
            "title": "Ühisüritus raamatukogus: lugude õhtu",
            "purpose": "Kuulata üksteise lugusid ja leida tuttavaid.",
            "description": "Igaüks rääkis loo oma kodukohast. Tõlgiti eesti, vene ja ukraina keelde.",
            "target_group": "Kõik Rakvere elanikud.",
            "accessibility": "Raamatukogus on lift ja ligipääsetav tualett.",
        },
        "en": {
            "title": "Together at the library: an evening of stories",
            "purpose": "To listen to each other's stories and meet people.",
            "description": "Everybody told a story of the place they come from, with interpretation"
            " into Estonian, Russian and Ukrainian.",
            "target_group": "Everybody who lives in Rakvere.",
            "accessibility": "The library has a lift and an accessible toilet.",
        },
        "ru": {
            "title": "Вместе в библиотеке: вечер историй",
            "purpose": "Послушать истории друг друга и познакомиться.",
            "description": "Каждый рассказал историю о родных местах. Был перевод на эстонский,"
            " русский и украинский.",
            "target_group": "Все жители Раквере.",
            "accessibility": "В библиотеке есть лифт и доступный туалет.",
        },
        "uk": {
            "title": "Разом у бібліотеці: вечір історій",
            "purpose": "Послухати історії одне одного й познайомитися.",
            "description": "Кожен розповів історію про рідні місця. Був переклад естонською,"
            " російською й українською.",
            "target_group": "Усі мешканці Раквере.",
            "accessibility": "У бібліотеці є ліфт і доступний туалет.",
        },
    }
)
