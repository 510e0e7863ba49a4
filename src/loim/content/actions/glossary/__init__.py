"""Terms of the glossary: written, retired, brought in from a table."""
