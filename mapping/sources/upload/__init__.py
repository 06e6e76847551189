"""Files that a user hands over: read within limits, matched with our tables, checked, and only then taken over."""
