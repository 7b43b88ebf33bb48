"""What goes on the prep sheet, and whether it fits. Standard library only."""
