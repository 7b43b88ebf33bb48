"""Values of the record. A value that exists is valid; nothing here knows Qt or a database."""
