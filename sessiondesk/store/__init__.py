"""The tables: one encrypted file, plain SQL, one module of functions per table."""
