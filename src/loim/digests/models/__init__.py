from loim.digests.models.subscription import Letter, Rhythm, Subscription, ToldItem, Weekday

__all__ = ["Letter", "Rhythm", "Subscription", "ToldItem", "Weekday"]
