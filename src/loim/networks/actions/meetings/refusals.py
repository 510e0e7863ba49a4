"""What cannot be done with a meeting, its minutes and tasks, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal


class NetworkHasEnded(Refusal):
    message = _("The network worked until %(day)s. Choose an earlier day, or correct its end.")


class NotYet(Refusal):
    message = _("The meeting is on %(day)s. Its minutes begin on that day.")


class IsCancelled(Refusal):
    message = _("This meeting was cancelled, so it has no minutes.")


class MinutesNotOpen(Refusal):
    """Somebody approved them meanwhile, or nobody began them."""

    message = _(
        "These minutes are not being written now. Open the page of the meeting again; what was"
        " approved is put right by an addition."
    )


class NoQuorum(Refusal):
    message = _(
        "%(present)s voters are there and %(needed)s are needed, so nothing can be decided. Note it"
        " as “discussed, no decision”: it can then be moved to the next meeting."
    )


class TooManyVotes(Refusal):
    message = _(
        "These are %(votes)s votes, and %(present)s voters are there. Count again, or correct"
        " who was there."
    )


class NoVotes(Refusal):
    message = _("Write how many voted for, against and abstained, or say that nobody objected.")


class AgainstTheVotes(Refusal):
    message = _("More voted against it than for it, so it was not adopted. Check the outcome.")


class MandateNotInForce(Refusal):
    message = _(
        "%(name)s cannot vote at this meeting: the mandate ended on %(day)s. Leave this vote out."
    )


class HasNoVote(Refusal):
    message = _("%(name)s has no vote on the day of this meeting. Leave this vote out.")


class NotThere(Refusal):
    message = _("%(name)s was not there. Correct who was there first, or leave this vote out.")


class DecisionChanged(Refusal):
    message = _(
        "Somebody saved this decision after you opened it. What they wrote: “%(wording)s”. What you"
        " wrote is still in the form: save once more to keep it."
    )


class NothingToCarry(Refusal):
    message = _("Only what was discussed without a decision moves on to the next meeting.")


class DecisionNoLongerStands(Refusal):
    message = _(
        "Decision %(number)s does not fit who was there any more. Open it and put it right first."
    )


class ItemHasDecisions(Refusal):
    message = _("This item has decisions. Remove them first, or leave the item.")


class NothingWritten(Refusal):
    message = _("The minutes are empty. Write what was said, or a decision, before approving them.")


class TaskNotPossible(Refusal):
    message = _("This task is not in a state in which this can be done. Open its page again.")


class WhyDropped(Refusal):
    message = _("Write why it is dropped: the next meeting will ask.")


class NoOwner(Refusal):
    message = _("Say who does it: a member, or an organisation, but not both.")


class OwnerIsNoMember(Refusal):
    message = _("Whoever does it belongs to the network today. Choose somebody from the list.")
