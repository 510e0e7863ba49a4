from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "loim.common"
    label = "common"
