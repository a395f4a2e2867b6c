"""What programs read of the city: /api/v1/, in OpenAPI 3.1, with a page for those who write them."""
