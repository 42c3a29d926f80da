"""What the services of the whole testbed load beside their own: found by its entry points, on PYTHONPATH."""
