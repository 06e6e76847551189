"""The parts of the page Scenario."""
