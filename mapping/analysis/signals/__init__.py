"""Signalering: from who hears a question to where it leads, in counts that may be shown."""
