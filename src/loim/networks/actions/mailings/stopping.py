"""Whoever gets a network's letters may stop them, with one press, without an account."""

from datetime import datetime

from loim.networks.models import LetterReader


def stop_letters(*, reader: LetterReader, now: datetime) -> None:
    """Again does nothing. Letters that were queued already may still leave."""
    LetterReader.objects.filter(pk=reader.pk, stopped_at=None).update(stopped_at=now)


def want_letters_again(*, reader: LetterReader) -> None:
    LetterReader.objects.filter(pk=reader.pk).update(stopped_at=None)
