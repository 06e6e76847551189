"""What gesprekken say: counts that may be shown, and how far two coders agree."""
