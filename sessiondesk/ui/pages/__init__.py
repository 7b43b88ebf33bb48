"""The pages of the window. Pages do not know each other."""
