"""Finding words of the glossary in a text. Plain Python."""
