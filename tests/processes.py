"""Another process that knows what this one has loaded: forked in a moment, where a program that
begins anew loads the platform for five seconds."""

import os
import sys
import traceback
from collections.abc import Callable
from threading import Thread


def begin(work: Callable[[], object]) -> int:
    """The process's number. Work is done in a thread of its own, which has its own connections to
    the database and no event loop; those of this process are left alone and never closed there."""
    number = os.fork()
    if number:
        return number
    codes = [1]

    def run() -> None:
        try:
            work()
            codes.append(0)
        except BaseException:  # noqa: BLE001  # there is nobody else to hear of it
            traceback.print_exc(file=sys.__stderr__)

    thread = Thread(target=run)
    thread.start()
    thread.join()
    os._exit(codes[-1])


def end_of(number: int) -> int:
    """Its exit code; of a process that was killed, the signal below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
