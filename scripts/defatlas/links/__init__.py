"""Links between two concepts: statements that tie them, what helps or hinders, and how rarely they meet."""
