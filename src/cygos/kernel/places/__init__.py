"""Where things are: kota → kecamatan → kelurahan, keyed by Kemendagri code because names repeat."""
