"""What is computed of one molecule: descriptors, charge state, shape."""
