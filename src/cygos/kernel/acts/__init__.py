"""What was done, by whom and when: a row written in the same transaction as the deed itself."""
