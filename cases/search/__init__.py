"""Search over numbers, names, schools, summaries, reports and, apart from these, original words."""
