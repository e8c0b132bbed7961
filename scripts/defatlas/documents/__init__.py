"""Reading documents: from a file to normalised text, cut into passages with honest offsets."""
