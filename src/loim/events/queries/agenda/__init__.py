"""Agendas: what is worked on, what was released, how both are shown and worded."""
