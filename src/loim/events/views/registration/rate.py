"""How often forms come from one network address.

Counted in the process, not in the shared cache: a registration is one row under one lock,
and a second write for each would halve what an event's rush can do. The limit is high, since
a whole office may sit behind one address; it is for programs that fill in forms.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

WINDOW_SECONDS = 600
MOST_ADDRESSES = 10_000


@dataclass
class Counter:
    """Sent forms by address, in windows of ten minutes; the oldest addresses are forgotten."""

    windows: OrderedDict[str, tuple[float, int]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def count(self, address: str, moment: float) -> int:
        """How many it is with this one, since the address's window began."""
        with self.lock:
            began, number = self.windows.get(address, (moment, 0))
            if moment - began >= WINDOW_SECONDS:
                began, number = moment, 0
            self.windows[address] = (began, number + 1)
            self.windows.move_to_end(address)
            while len(self.windows) > MOST_ADDRESSES:
                self.windows.popitem(last=False)
            return number + 1


sent_forms = Counter()


def is_too_often(request: HttpRequest) -> bool:
    """Whether this form is one too many; whoever is signed in is known, and is not counted."""
    most: int = settings.REGISTRATIONS_PER_ADDRESS
    if not most or request.user.is_authenticated:
        return False
    return sent_forms.count(get_adapter().get_client_ip(request), monotonic()) > most
