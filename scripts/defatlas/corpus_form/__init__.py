"""The form of a corpus folder, checked without a language model; facts are not checked."""
