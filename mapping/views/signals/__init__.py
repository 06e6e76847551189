"""The page Signalering."""
