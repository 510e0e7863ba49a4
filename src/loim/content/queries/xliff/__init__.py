"""Texts for translators: what is sent, and what came back."""
