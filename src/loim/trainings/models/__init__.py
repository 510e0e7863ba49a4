"""Training programmes that teams apply to, from the call to the model that results."""
