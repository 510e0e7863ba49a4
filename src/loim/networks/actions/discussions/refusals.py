"""Why something cannot be done in a thread, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal


class ThreadTakesNoPosts(Refusal):
    message = _("This thread is closed, so nothing can be added. Begin a new one, and name this.")


class TooManyPosts(Refusal):
    message = _("You have written very much in ten minutes. Wait a little, then send it again.")


class TooLateToEdit(Refusal):
    message = _(
        "A post can be changed for 30 minutes. Write another one that says what is different."
    )


class PostIsGone(Refusal):
    message = _("This post is hidden or was taken back, so nothing can be done with it.")


class StepNotPossible(Refusal):
    message = _("Somebody has changed this thread meanwhile. Look at it again, then decide.")


class ReasonMissing(Refusal):
    message = _("Please write why: whoever it concerns is told.")


class AlreadyReported(Refusal):
    message = _("You have reported this post already; the keepers of the network will look at it.")


class NetworkHasEnded(Refusal):
    message = _("This network has ended: its threads can be read, and nothing is added.")
