"""Print services for the tests of pages: one that takes everything, and one that is not there."""

from types import SimpleNamespace

from PySide6.QtWidgets import QDialog


class Printer:
    """A print service that keeps what it was given."""

    def __init__(self):
        self.names = ["Office"]
        self.takes = True
        self.printed = []
        self.dialogs = []

    def __call__(self):
        return self

    def printers(self):
        return self.names

    def ask(self, window, size):
        dialog = QDialog(window)
        self.dialogs.append(dialog)
        return dialog, SimpleNamespace(size=size)

    def print_pages(self, printer, pages):
        self.printed.append((printer.size, len(pages)))
        return self.takes


class NoPrinter:
    """A computer that knows no printer."""

    def printers(self):
        return []
