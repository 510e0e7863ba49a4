"""Four questions that fit any event, ready in four languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadyQuestion:
    kind: str  # a `FeedbackKind`
    labels: dict[str, str]  # by language


READY_QUESTIONS = (
    ReadyQuestion(
        "rating",
        {
            "et": "Kui kasulik see sündmus teile oli?",
            "en": "How useful was this event for you?",
            "ru": "Насколько полезным было для вас это мероприятие?",
            "uk": "Наскільки корисним був для вас цей захід?",
        },
    ),
    ReadyQuestion(
        "rating",
        {
            "et": "Kui hästi oli see korraldatud?",
            "en": "How well was it organised?",
            "ru": "Насколько хорошо оно было организовано?",
            "uk": "Наскільки добре його було організовано?",
        },
    ),
    ReadyQuestion(
        "yes_no",
        {
            "et": "Kas soovitaksite sellist sündmust teistele?",
            "en": "Would you recommend an event like this to others?",
            "ru": "Посоветовали бы вы такое мероприятие другим?",
            "uk": "Чи порадили б ви такий захід іншим?",
        },
    ),
    ReadyQuestion(
        "text",
        {
            "et": "Mida peaksime järgmine kord teisiti tegema?",
            "en": "What should we do differently next time?",
            "ru": "Что нам стоит сделать по-другому в следующий раз?",
            "uk": "Що нам варто зробити інакше наступного разу?",
        },
    ),
)
