"""What can be done about a gap: which context of geestelijke verzorging is there, what helps or hinders, what an actie did."""
