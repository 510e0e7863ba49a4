"""How votes and points become places, without a database."""
