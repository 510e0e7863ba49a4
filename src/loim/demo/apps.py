from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "loim.demo"
    label = "demo"
