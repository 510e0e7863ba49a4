from loim.casework.models.case import Case
from loim.casework.models.client import Client, TargetGroup
from loim.casework.models.enquiry import Channel, Enquiry, EnquiryTopic, Outcome, SpokenLanguage
from loim.casework.models.viewing import ClientView

__all__ = [
    "Case",
    "Channel",
    "Client",
    "ClientView",
    "Enquiry",
    "EnquiryTopic",
    "Outcome",
    "SpokenLanguage",
    "TargetGroup",
]
