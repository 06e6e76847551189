"""Bijdragen: what people in a meeting or behind a link pass on, the screen in the room, and the redactie."""
