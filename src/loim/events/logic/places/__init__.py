"""Who gets a place and why: pure rules, no database, no clock."""
