"""Step 3, for a smaller network: what trained networks say of every word of the training articles.

    python -m sayso_training.teach --work training/work --out training/work/taught training/work/teacher [MORE ..]

The mean over several networks is taken. `train --teacher` reads the result. Vectors are kept of the first network only:
those of others are not in the same space.
"""
import argparse
import json
import pathlib

import numpy
import torch

from . import batches, network
from .train import training_articles


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("training/work"))
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--articles", type=int, default=0, help="as for `train`, for a try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("networks", type=pathlib.Path, nargs="+")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    articles = training_articles(args.work, args.articles, args.seed)
    starts, words = {}, 0
    for article in articles:
        starts[article.id] = words
        words += len(article.pieces)
    (args.out / "starts.json").write_text(json.dumps(starts))
    scores = None
    for number, folder in enumerate(args.networks):
        model = network.load(folder).eval()
        if scores is None:
            scores = numpy.zeros((words, model.classifier.out_features), numpy.float32)
            vectors = numpy.lib.format.open_memmap(args.out / "vectors.npy", "w+", numpy.float16,
                                                   (words, model.classifier.in_features))
        for items in batches.whole(articles, 4000):
            with torch.no_grad():
                hidden, given = model(batches.batch(items))
            for row, item in enumerate(items):
                start, count = starts[item.article.id] + item.first, item.last - item.first
                scores[start:start + count] += given[row, :count].numpy() / len(args.networks)
                if number == 0:
                    vectors[start:start + count] = hidden[row, :count].numpy()
        print(f"{folder}: {words} words", flush=True)
    numpy.save(args.out / "scores.npy", scores.astype(numpy.float16))


if __name__ == "__main__":
    main()
