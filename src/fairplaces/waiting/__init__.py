"""After the draw: waiting list, alternates, replacement; and admission as people come."""
