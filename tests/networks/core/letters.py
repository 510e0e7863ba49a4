"""What a letter that waits to be sent says."""

import json

from loim.common.models import OutgoingMail
from loim.common.sealing import unseal


def mail_text(letter: OutgoingMail) -> str:
    return str(json.loads(unseal(letter.sealed_text))[1])
