"""The world of programmes and organisations, for who may do what."""

from tests.world import world

__all__ = ["world"]
