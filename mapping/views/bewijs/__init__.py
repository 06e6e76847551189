"""The page Bewijs and the evidence that other pages show beside their figures."""
