"""E-mail subscriptions: whoever wants to hear of something, without an account, until they say stop."""
