"""Registration: settings, questions, letters."""
