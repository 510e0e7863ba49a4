"""Machine translation: what is sent, and what is made of the answer. Plain Python."""
