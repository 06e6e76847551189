"""What somebody gets where, on the screen: gesprekken, waiting time, costs and places, side by side."""
