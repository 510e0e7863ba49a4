"""Files of translations: brought in, taken over."""
