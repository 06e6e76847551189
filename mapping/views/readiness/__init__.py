"""The page Invoering: which context is where, what helps or hinders, and a plan to take along."""
