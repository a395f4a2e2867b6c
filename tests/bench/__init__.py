"""What the city can bear, each figure beside a limit of the same run. `make bench`; not part of the tests."""
