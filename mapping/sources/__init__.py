"""The outside world, in and out: CBS files, spreadsheets, the embedded example."""
