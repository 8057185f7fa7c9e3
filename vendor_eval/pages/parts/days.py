"""How days are typed and shown: as people in the United States write them."""

TYPED = "MM/DD/YYYY"
"""In a field for one day, where the interface knows few ways."""

SHOWN = "MMM D, YYYY"
"""In a column of days; beside it a click opens the field."""
