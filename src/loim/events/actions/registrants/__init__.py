"""Whoever registered: as the organiser writes about them and to them."""
