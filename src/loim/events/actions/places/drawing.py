"""The fair draw: committed to while people apply, completed by a public value, held once."""
