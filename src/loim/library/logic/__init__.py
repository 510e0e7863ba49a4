"""Rules of the library, without a database."""
