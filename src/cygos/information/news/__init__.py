"""City news (Berita Kota): articles, their categories, and the way in for the old portal's pages."""
