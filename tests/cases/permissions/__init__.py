"""Every address and verb, for everybody: who is let in, and that nobody else learns anything."""
