"""The folder: its files, its keys, and what keeps it whole.

"Vault" is the folder and its format; "journal" is what is in it and what the person sees.
Keys and file names are looked at here; the tables inside belong to the store.
"""
