"""A year of counselling in Tartu, Rakvere and Tallinn: a file for each room."""
