"""The parts of the page Gegevens toevoegen."""
