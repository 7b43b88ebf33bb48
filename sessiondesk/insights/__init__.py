"""Values to claims: plain days and numbers in, data out. Words are made elsewhere."""
