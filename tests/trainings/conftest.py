"""The programme that these tests are about."""

from tests.world import world

__all__ = ["world"]
