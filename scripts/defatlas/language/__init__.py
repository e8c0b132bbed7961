"""Language pipeline of defatlas: tokeniser, sentence rules, and the judgement of definitions."""
