"""What stands on a certificate, in words that are ready to be printed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Worded:
    """A text with its language, so that it is read out rightly."""

    text: str
    language: str


@dataclass(frozen=True)
class CertificateDocument:
    language: str
    heading: str  # 'Certificate of participation'
    name: str
    took_part: str  # 'took part in'
    event: Worded
    facts: tuple[tuple[str, str], ...]  # label, value: time, place, hours
    organisers: tuple[tuple[str, tuple[str, ...]], ...]  # label, names
    issued: str
    check: str  # 'Check it at'
    address: str
    code: str
    qr_alternative: str
    logos: tuple[tuple[str, bytes], ...] = field(default=())  # name, PNG
