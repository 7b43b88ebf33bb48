"""The window: its look, its widgets, its pages, and what it draws on paper."""
