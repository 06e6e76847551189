"""From results to files, without a screen."""
