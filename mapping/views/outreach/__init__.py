"""The page Bezoekplan: at which vindplaatsen a CvL meets the most people for whom there is no place now."""
