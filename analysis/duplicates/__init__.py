"""What stands in a document more than once, and which of it is a fault."""
