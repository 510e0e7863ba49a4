"""Rules of translation orders: plain Python."""
