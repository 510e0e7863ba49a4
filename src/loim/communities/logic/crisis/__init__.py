"""Rules of crisis plans, without a framework."""
