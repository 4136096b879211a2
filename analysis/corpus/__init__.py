"""Many documents: reading them in partitions, counting them, and finding what repeats across them."""
