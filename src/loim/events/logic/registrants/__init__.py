"""Rules about lists of people, messages to them and what is kept of them."""
