"""What the codes say: how heterogeneous definitions are, and which groups they form."""
