"""What members of a network write to each other: letters to all, and threads."""

from loim.networks.models.talk.mailing import LetterOutcome, LetterReader, Mailing, MailingLetter
from loim.networks.models.talk.reading import Rhythm, TalkWish, ThreadReader
from loim.networks.models.talk.thread import Post, PostReport, Thread, ThreadKind, ThreadStatus

__all__ = [
    "LetterOutcome",
    "LetterReader",
    "Mailing",
    "MailingLetter",
    "Post",
    "PostReport",
    "Rhythm",
    "TalkWish",
    "Thread",
    "ThreadKind",
    "ThreadReader",
    "ThreadStatus",
]
