"""Fields that a new platform begins with; editors change them as they like."""

# key, then the name in et, en, ru, uk
READY_FIELDS: tuple[tuple[str, str, str, str, str], ...] = (
    ("crisis-readiness", "kriisivalmidus", "crisis readiness", "готовность к кризисам",
     "готовність до криз"),
    ("community-development", "kogukonna arendamine", "community development",
     "развитие сообществ", "розвиток громад"),
    ("involvement", "kaasamine ja koosloome", "involvement and co-creation",
     "вовлечение и сотворчество", "залучення та співтворення"),
    ("integration", "lõimumine", "integration", "интеграция", "інтеграція"),
    ("language-learning", "keeleõpe ja keelekohvikud", "language learning and language cafés",
     "изучение языка и языковые кафе", "вивчення мови та мовні кафе"),
    ("funding", "projektid ja rahastus", "projects and funding", "проекты и финансирование",
     "проєкти та фінансування"),
    ("associations", "vabaühenduste nõustamine", "advice to associations",
     "консультации для объединений", "консультації для об’єднань"),
    ("volunteering", "vabatahtlik tegevus", "volunteering", "волонтёрство", "волонтерство"),
    ("dialogue", "dialoog ja lepitamine", "dialogue and mediation", "диалог и примирение",
     "діалог і примирення"),
    ("services-together", "teenuste kujundamine", "service design", "проектирование услуг",
     "проєктування послуг"),
    ("leadership", "eestvedajate toetamine", "support to leaders of communities",
     "поддержка лидеров сообществ", "підтримка лідерів громад"),
    ("research", "uuringud ja mõju hindamine", "research and evaluation",
     "исследования и оценка", "дослідження та оцінювання"),
)  # fmt: skip
