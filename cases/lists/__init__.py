"""What a list shows: filters, orders, counts, columns, and what waits for somebody."""
