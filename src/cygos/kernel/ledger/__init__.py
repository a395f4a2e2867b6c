"""The public ledger: what the kernel writes down of every public act, so that anyone can verify it."""
