from loim.casework.models.case import Case
from loim.casework.models.client import Client, TargetGroup
from loim.casework.models.enquiry import Channel, Enquiry, EnquiryTopic, Outcome, SpokenLanguage

__all__ = [
    "Case",
    "Channel",
    "Client",
    "Enquiry",
    "EnquiryTopic",
    "Outcome",
    "SpokenLanguage",
    "TargetGroup",
]
