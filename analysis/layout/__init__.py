"""What stands where on a page: characters with boxes, lines, columns and reading order, paragraphs."""
