"""An invented city for trials of size: people, reports, inquiries and what followed, by the million."""
