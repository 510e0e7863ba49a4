from loim.common.models.outgoing_mail import OutgoingMail
from loim.common.models.request_count import RequestCount

__all__ = ["OutgoingMail", "RequestCount"]
