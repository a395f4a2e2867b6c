"""Pieces: what all publications share that one reads, finds, lists and hands on."""
