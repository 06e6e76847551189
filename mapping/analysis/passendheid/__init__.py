"""Whether people found support fitting: counts and means that may be shown, all tables together."""
