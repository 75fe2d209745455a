"""Step 2: train the network. Goes on where it was stopped, if --out holds a checkpoint.

    python -m sayso_training.train --work training/work --init BASE --out training/work/teacher --epochs 10
    torchrun --nproc-per-node 2 -m sayso_training.train ...        one worker a core, or a GPU each

BASE is a folder with base weights (all-MiniLM-L6-v2) or a network trained before. Workers train on their own share of the
windows and average their weights now and then (local SGD, Stich 2019), which on a CPU is faster than sharing every
gradient.

With --teacher, the folder that `teach` wrote, the network also learns to give the teacher's scores and last vectors.
"""
import argparse
import json
import os
import pathlib
import random
import time

import numpy
import torch
import torch.distributed as dist
from torch.nn import functional as F

from . import batches, network, prepare
from .linker import Places, links_in
from .windows import WINDOW

CORPORA = ("polnear-train", "polnear-annotators", "conll2003-train", "crossner-train")
LINK_WEIGHT = 0.3
TEMPERATURE = 2.0


def main():
    args = arguments()
    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    if world > 1:
        dist.init_process_group("gloo")
    if args.threads:
        torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(args.seed)

    articles = training_articles(args.work, args.articles, args.seed)
    dev = [article for name in ("polnear-dev", "conll2003-dev") for article in prepare.read(args.work / f"{name}.jsonl.gz")]
    if args.articles:
        dev = dev[:10] + dev[-10:]
    teacher = Teacher(args.teacher) if args.teacher else None
    layers = [int(layer) for layer in args.layers.split(",")] if args.layers else None
    model = network.load(args.init, layers, args.dropout)
    optimizer = optimizer_of(model, args)
    checkpoint = args.out / f"checkpoint-{rank}.pt"
    begun = 0
    if checkpoint.exists():
        stored = torch.load(checkpoint)
        begun = stored["epoch"]
        model.load_state_dict(stored["model"])
        optimizer.load_state_dict(stored["optimizer"])
    average(model)  # workers begin alike
    for epoch in range(begun, args.epochs):
        train_epoch(model, optimizer, articles, teacher, epoch, args, rank, world)
        average(model)
        if rank == 0:
            model.save(args.out, args.tokenizer or args.init / "tokenizer.json")
            report = {"epoch": epoch + 1} | measure(model, dev)
            print(json.dumps(report), flush=True)
            with open(args.out / "log.jsonl", "a") as log:
                log.write(json.dumps(report) + "\n")
        state = {"epoch": epoch + 1, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)
    if world > 1:
        dist.destroy_process_group()


def training_articles(work, count=0, seed=1):
    """All articles that are trained on, or a random `count` of them."""
    articles = [article for name in CORPORA for article in prepare.read(work / f"{name}.jsonl.gz")]
    return random.Random(seed).sample(articles, count) if count else articles


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("training/work"), help="what `prepare` wrote")
    parser.add_argument("--init", type=pathlib.Path, required=True, help="weights to begin with")
    parser.add_argument("--tokenizer", type=pathlib.Path, help="tokenizer.json, if --init has none")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--layers", help="layers of --init to keep, e.g. 0,2,4 [default: all]")
    parser.add_argument("--teacher", type=pathlib.Path, help="what `teach` wrote")
    parser.add_argument("--hard", type=float, default=1.0, help="weight of the annotations beside a teacher")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=2300, help="pieces a batch and worker")
    parser.add_argument("--window", type=int, default=WINDOW, help="pieces a window")
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate of the encoder")
    parser.add_argument("--head-rate", type=float, default=5e-4, help="the same of what stands on it")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--sync", type=int, default=20, help="steps between averages of the workers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0, help="threads a worker [default: all cores]")
    parser.add_argument("--articles", type=int, default=0, help="so many articles only, for a try")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    return args


def optimizer_of(model, args):
    """AdamW; what is new on the encoder learns faster, biases and norms do not decay."""
    groups = {}
    for name, value in model.named_parameters():
        rate = args.rate if name.startswith("encoder.") and "token_type" not in name else args.head_rate
        decay = 0.01 if value.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(value)
    return torch.optim.AdamW([{"params": values, "lr": rate, "top": rate, "weight_decay": decay}
                              for (rate, decay), values in groups.items()], fused=True)


def train_epoch(model, optimizer, articles, teacher, epoch, args, rank, world):
    """One pass over the articles: each worker takes its share of the batches."""
    model.train()
    plan = batches.epoch(articles, args.batch, random.Random(1000 * args.seed + epoch), args.window)
    plan = plan[rank:len(plan) - len(plan) % world:world]
    augment = random.Random(f"{args.seed} {epoch} {rank}")
    began, pieces, losses = time.time(), 0, {}
    for step, items in enumerate(plan):
        done = (epoch + step / len(plan)) / args.epochs
        for group in optimizer.param_groups:  # warm-up, then linear decay
            group["lr"] = group["top"] * min(1.0, done / 0.04 + 0.01, (1 - done) / 0.96 + 0.005)
        parts = losses_of(model, items, augment, teacher, args.hard)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if (step + 1) % args.sync == 0:
            average(model)
        pieces += sum(item.pieces + 2 for item in items)
        for name, value in parts.items():
            losses[name] = losses.get(name, 0.0) + float(value.detach())
        if rank == 0 and (step + 1) % 50 == 0:
            shown = "  ".join(f"{name} {total / 50:.4f}" for name, total in losses.items())
            rate = pieces / (time.time() - began)
            print(f"epoch {epoch + 1}/{args.epochs} step {step + 1}/{len(plan)}  {shown}  {rate:.0f} pieces/s a worker",
                  flush=True)
            losses = {}


def losses_of(model, items, augment, teacher=None, hard=1.0):
    """The parts of the loss on some windows, each a mean over all their words."""
    batch = batches.batch(items, augment)
    vectors, scores = model(batch)
    scores = model.split(scores)
    mask = batch["words"]
    words = mask.sum()
    parts = {}
    for name, of in (("ner", lambda item: item.article.names), ("attribution", lambda item: item.article.attribution)):
        rows = [row for row, item in enumerate(items) if of(item) is not None]
        if not rows or not hard:
            continue
        tags = torch.zeros(len(rows), mask.shape[1], dtype=torch.long)
        for at, row in enumerate(rows):
            item = items[row]
            tags[at, :item.last - item.first] = torch.tensor(of(item)[item.first:item.last])
        parts[name] = hard * model.crf[name].loss(scores[name][rows], tags, mask[rows]) / words
    linked = []
    for row, item in enumerate(items):
        places = Places(item.article.sentence[item.first:item.last], item.article.paragraph[item.first:item.last])
        loss = model.link.loss(vectors[row], links_in(item), places)
        if loss is not None:
            linked.append(loss)
    if linked:
        parts["link"] = LINK_WEIGHT * torch.stack(linked).sum() / len(items)
    if teacher:
        wanted_scores, wanted_vectors = teacher.of(items)
        held, wanted = torch.cat([scores["ner"], scores["attribution"]], 2)[mask], model.split(wanted_scores)
        for name, given in model.split(held).items():
            wanted_share = F.log_softmax(wanted[name] / TEMPERATURE, -1)
            share = F.log_softmax(given / TEMPERATURE, -1)
            parts[f"teacher {name}"] = TEMPERATURE ** 2 * F.kl_div(share, wanted_share, reduction="batchmean",
                                                                   log_target=True)
        if wanted_vectors is not None:
            parts["teacher vectors"] = F.mse_loss(vectors[mask], wanted_vectors)
    return parts


class Teacher:
    """What a trained network (or the mean of several) says of every word of the articles."""

    def __init__(self, folder):
        self.scores = numpy.load(folder / "scores.npy", mmap_mode="r")
        vectors = folder / "vectors.npy"
        self.vectors = numpy.load(vectors, mmap_mode="r") if vectors.exists() else None
        self.starts = json.loads((folder / "starts.json").read_text())

    def of(self, items):
        """Scores and vectors of the words of some windows, one after the other."""
        def rows(table):
            parts = []
            for item in items:
                start = self.starts[item.article.id]
                parts.append(numpy.asarray(table[start + item.first:start + item.last], dtype=numpy.float32))
            return torch.from_numpy(numpy.concatenate(parts))
        return rows(self.scores), None if self.vectors is None else rows(self.vectors)


def average(model):
    """All workers take the mean of their weights."""
    if not dist.is_initialized():
        return
    with torch.no_grad():
        flat = torch.nn.utils.parameters_to_vector(model.parameters())
        dist.all_reduce(flat)
        torch.nn.utils.vector_to_parameters(flat / dist.get_world_size(), model.parameters())


@torch.no_grad()
def measure(model, articles):
    """Negative log-likelihood a word of both tag sets on articles nobody trains on."""
    model.eval()
    totals, words = {}, {}
    for items in batches.whole(articles, 4000):
        batch = batches.batch(items)
        _, scores = model(batch)
        scores = model.split(scores)
        for name, of in (("ner", "names"), ("attribution", "attribution")):
            for row, item in enumerate(items):
                tags = getattr(item.article, of)
                if tags is None:
                    continue
                count = item.last - item.first
                tags = torch.tensor(tags[item.first:item.last])[None]
                loss = model.crf[name].loss(scores[name][row:row + 1, :count], tags, torch.ones(1, count, dtype=torch.bool))
                totals[name] = totals.get(name, 0.0) + float(loss)
                words[name] = words.get(name, 0) + count
    model.train()
    return {f"dev {name}": round(total / words[name], 5) for name, total in totals.items()}


if __name__ == "__main__":
    main()
