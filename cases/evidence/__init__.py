"""What becomes of a file that somebody gave: recognised, scanned, cleaned in a process of its own."""
