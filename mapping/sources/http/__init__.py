"""The parts of the one HTTP client (mapping.sources.web): addresses, rate, cache on disk, JSON and downloads."""
