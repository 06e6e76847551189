"""The parts of the page Bewerken: change the offer in place, see what changes, and save it as a version."""
