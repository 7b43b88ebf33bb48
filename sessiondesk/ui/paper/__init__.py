"""What is drawn on paper: one layout and one painting for preview, PDF and printer.

QPainter only: the command line draws without a window.
"""
