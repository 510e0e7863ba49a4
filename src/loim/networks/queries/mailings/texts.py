"""A letter to members as one reader gets it."""

from django.utils.translation import gettext

from loim.common.mail import MailText, render_mail
from loim.networks.models import LetterReader, Mailing
from loim.networks.queries.mailings.own_link import stop_link
from loim.networks.queries.mailings.recipients import written_languages

TEMPLATE = "network_letter"
_LINK = "⟦stop⟧"  # stands for what differs from reader to reader


class LetterText:
    """Rendered once for each language of readers; answers go to `reply_to`."""

    def __init__(self, mailing: Mailing, *, reply_to: str, is_test: bool = False) -> None:
        self.mailing, self.reply_to, self.is_test = mailing, reply_to, is_test
        self.written = written_languages(mailing)
        self._texts: dict[str, MailText] = {}

    def written_in(self, language: str) -> str:
        """Which of the written languages a reader of `language` gets."""
        return language if language in self.written else self.mailing.language

    def for_reader(self, reader: LetterReader, language: str) -> MailText:
        text = self.of(language)
        link = stop_link(reader, language)
        return MailText(text.subject, text.body.replace(_LINK, link))

    def preview(self, language: str) -> MailText:
        text, words = self.of(language), gettext("(here comes each reader’s own link)")
        return MailText(text.subject, text.body.replace(_LINK, words))

    def of(self, language: str) -> MailText:
        """With a mark where the reader's own link comes."""
        if language not in self._texts:
            mailing, written = self.mailing, self.written_in(language)
            context = {
                # What somebody writes never becomes a link of ours.
                "subject": mailing.text("subject", written).replace(_LINK, ""),
                "body": mailing.text("body", written).replace(_LINK, "").strip(),
                "network": mailing.network.text("name", language),
                "organisation": mailing.network.organisation.name,
                "reply_to": self.reply_to,
                "link": "" if self.is_test else _LINK,
                "is_test": self.is_test,
            }
            self._texts[language] = render_mail(TEMPLATE, context, language)
        return self._texts[language]
