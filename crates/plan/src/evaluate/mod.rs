//! Evaluates expressions as far as they can be known. One function, one file.
