"""Pure computations on tables and arrays: no file, no clock, no screen, no random state of their own."""
