"""What is kept of those who are counselled, why, and how long."""


def declare_personal_data() -> None:
    pass
