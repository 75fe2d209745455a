"""The network: a BERT encoder with one linear layer of scores, a linear-chain CRF for each tag set, and the linker.

Stored as the program and other users want it: `model.safetensors` and `config.json` are a Hugging Face
BertForTokenClassification; `crf.json` and `link.safetensors` are beside it.
"""
import json
import pathlib
import shutil

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertConfig, BertModel

from .linker import Linker
from .spans import ATTRIBUTION_LABELS, NAME_LABELS, tags_of

TAGS = {"ner": tags_of(NAME_LABELS), "attribution": tags_of(ATTRIBUTION_LABELS)}
TYPES = 72
FORBIDDEN = -1e4


class Crf(nn.Module):
    """Linear-chain CRF (Lafferty et al. 2001). I-X follows only B-X or I-X; a window may open inside a span."""

    def __init__(self, tags):
        super().__init__()
        size = len(tags)
        self.transitions = nn.Parameter(torch.zeros(size, size))
        self.start = nn.Parameter(torch.zeros(size))
        forbidden = torch.zeros(size, size)
        for to in range(2, size, 2):
            forbidden[:, to] = FORBIDDEN
            forbidden[to - 1:to + 1, to] = 0
        self.register_buffer("forbidden", forbidden, persistent=False)

    def loss(self, scores, tags, mask):
        """Sum over the words of the negative log-likelihood. scores: batch x words x tags; mask: true in front."""
        table = self.transitions + self.forbidden
        held = mask.float()
        gold = scores.gather(2, tags[..., None]).squeeze(2).mul(held).sum(1) + self.start[tags[:, 0]]
        gold = gold + table[tags[:, :-1], tags[:, 1:]].mul(held[:, 1:]).sum(1)
        total = self.start + scores[:, 0]
        for word in range(1, scores.shape[1]):
            ahead = torch.logsumexp(total[:, :, None] + table, 1) + scores[:, word]
            total = torch.where(mask[:, word, None], ahead, total)
        return (torch.logsumexp(total, 1) - gold).sum()

    @torch.no_grad()
    def decode(self, scores):
        """Best tags of one sequence, words x tags."""
        table = self.transitions + self.forbidden
        total, back = self.start + scores[0], []
        for row in scores[1:]:
            best, come = (total[:, None] + table).max(0)
            back.append(come)
            total = best + row
        tags = [int(total.argmax())]
        for come in reversed(back):
            tags.append(int(come[tags[-1]]))
        return tags[::-1]


class Network(nn.Module):
    """Encoder, scores, CRFs and linker."""

    def __init__(self, config):
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.classifier = nn.Linear(config.hidden_size, sum(map(len, TAGS.values())))
        self.dropout = nn.Dropout(config.hidden_dropout_prob)
        self.crf = nn.ModuleDict({name: Crf(tags) for name, tags in TAGS.items()})
        self.link = Linker(config.hidden_size)

    def forward(self, batch):
        """Vectors (batch x words x hidden) and scores (batch x words x tags) of the words' first pieces."""
        kind = batch["ids"].device.type
        with torch.autocast(kind, torch.bfloat16):
            hidden = self.encoder(input_ids=batch["ids"], attention_mask=batch["mask"],
                                  token_type_ids=batch["types"]).last_hidden_state
        hidden = hidden.float()
        vectors = hidden.gather(1, batch["first"][..., None].expand(-1, -1, hidden.shape[2]))
        vectors = self.dropout(vectors)
        return vectors, self.classifier(vectors)

    def split(self, scores):
        """The scores of each tag set."""
        names = len(TAGS["ner"])
        return {"ner": scores[..., :names], "attribution": scores[..., names:]}

    def save(self, folder, tokenizer):
        """Writes the folder that `export` and Hugging Face users read."""
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        state = self.state_dict()
        weights = {f"bert.{key.removeprefix('encoder.')}" if key.startswith("encoder.") else key: value
                   for key, value in state.items() if key.startswith(("encoder.", "classifier."))}
        save_file({key: value.half().contiguous() for key, value in weights.items()}, folder / "model.safetensors",
                  metadata={"format": "pt"})
        save_file({key: value.contiguous() for key, value in state.items() if key.startswith("link.")},
                  folder / "link.safetensors")
        crf = {name: {"tags": tags, "transitions": self.crf[name].transitions.tolist(),
                      "start": self.crf[name].start.tolist()} for name, tags in TAGS.items()}
        (folder / "crf.json").write_text(json.dumps(crf, indent=1) + "\n")
        config = self.encoder.config.to_dict()
        labels = [f"{tags}:{tag}" for tags, all_tags in TAGS.items() for tag in all_tags]
        config |= {"architectures": ["BertForTokenClassification"], "dtype": "float16",
                   "id2label": dict(enumerate(labels)), "label2id": {label: i for i, label in enumerate(labels)}}
        (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
        if (source := pathlib.Path(tokenizer)).resolve() != (folder / "tokenizer.json").resolve():
            shutil.copyfile(source, folder / "tokenizer.json")


def load(folder, layers=None, dropout=0.1):
    """A network from a folder: base weights (plain BERT) or one that `save` wrote. `layers`: which of its layers to keep."""
    folder = pathlib.Path(folder)
    stored = {key: value.float() for key, value in load_file(folder / "model.safetensors").items()}
    config = BertConfig.from_pretrained(folder, attn_implementation="sdpa", hidden_dropout_prob=dropout,
                                        # Dropout on attention costs half of the time on a CPU, and gained nothing.
                                        attention_probs_dropout_prob=0.0)
    config.type_vocab_size = TYPES
    kept = list(range(config.num_hidden_layers)) if layers is None else layers
    config.num_hidden_layers = len(kept)
    network = Network(config)

    trained = "classifier.weight" in stored
    prefix = "bert." if trained else ""
    state = {key: value for key, value in stored.items() if key.startswith("classifier.")}
    for key, value in stored.items():
        if not key.startswith(prefix) or key.startswith(("classifier.", "pooler.")) or "position_ids" in key:
            continue
        key = key.removeprefix(prefix)
        if key.startswith("encoder.layer."):
            number, _, rest = key.removeprefix("encoder.layer.").partition(".")
            if int(number) not in kept:
                continue
            key = f"encoder.layer.{kept.index(int(number))}.{rest}"
        if "token_type" in key and value.shape[0] != TYPES:
            # Base weights know one type; ours begin as that one, a little apart.
            value = value[:1] + 0.01 * torch.randn(TYPES, value.shape[1])
        state[f"encoder.{key}"] = value
    if trained:
        state |= load_file(folder / "link.safetensors")
        for name, crf in json.loads((folder / "crf.json").read_text()).items():
            state |= {f"crf.{name}.{part}": torch.tensor(crf[part]) for part in ("transitions", "start")}
    missing, unexpected = network.load_state_dict(state, strict=False)
    new = ("classifier.", "crf.", "link.")
    assert not unexpected and (trained or all(key.startswith(new) for key in missing)) and not (trained and missing), \
        (missing, unexpected)
    return network
