from loim.common.models.outgoing_mail import OutgoingMail

__all__ = ["OutgoingMail"]
