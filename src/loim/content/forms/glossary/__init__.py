"""Forms of the glossary."""
