"""What Chameleon's Blazar has beside the published one's: found by its entry points, on PYTHONPATH."""
