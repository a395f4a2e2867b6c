"""Albums: pictures of one occasion, each with words for those who do not see it."""
