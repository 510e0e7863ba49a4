"""Forms of an agenda: pasted lines, sessions, speakers, materials."""
