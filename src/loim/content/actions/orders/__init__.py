"""Translation orders: made, sent, received, taken over, ended."""
