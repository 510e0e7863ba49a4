"""Rules of clients and cases."""
