"""The page Netwerk and the sentence about it on the start page."""
