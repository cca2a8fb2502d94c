"""Artwork as recipes, and the artist that replays them."""
