"""Agendas: reading them from pasted lines, what contradicts itself, what changed."""
