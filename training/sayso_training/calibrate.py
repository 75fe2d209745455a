"""Step 5: make the confidence of claims mean what it says, on articles that nobody trained on.

    python -m sayso_training.calibrate --data ../shared/data --sayso target/release/sayso models/news-en

Runs the program with the model on the articles of PolNeAR dev, judges each claim by the gold (content and source both
found), fits a logistic function from the evidence to that, and writes it into the model's tagger.json. The error printed
is measured on articles that the function was not fitted on, in five parts.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

import numpy as np

from . import corpora
from .judging import judge

# In the order of EVIDENCE in src/tagger/calibration.rs.
NAMES = ("content", "cue", "source", "least", "content_link", "source_link", "sourceless", "words", "parts", "quoted")
LEAST = 100  # claims that are right, and that are wrong, below which nothing is fitted
PENALTY = 1.0  # of large weights, on evidence of unit spread


def fit(evidence, right):
    """Logistic regression by Newton's method; bias and weights."""
    spread = evidence.std(0)
    spread[spread == 0] = 1
    inputs = np.c_[np.ones(len(evidence)), evidence / spread]
    weights = np.zeros(inputs.shape[1])
    penalty = np.diag([0.0] + [PENALTY] * evidence.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (share - right) + penalty @ weights
        curve = (inputs * (share * (1 - share))[:, None]).T @ inputs + penalty
        weights -= np.linalg.solve(curve, slope)
    return weights[0], weights[1:] / spread


def error(share, right, bands=10):
    """Expected calibration error over bands of equal width."""
    band = np.minimum((share * bands).astype(int), bands - 1)
    return sum(abs(share[band == b].mean() - right[band == b].mean()) * (band == b).mean() for b in np.unique(band))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--sayso", default="target/release/sayso")
    args = parser.parse_args()
    gold = corpora.polnear_first(args.data / "attribution/polnear/dev")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        for name, article in gold.items():
            file.write(json.dumps({"id": name, "text": article.text}) + "\n")
        file.flush()
        command = [args.sayso, "model-output", "--min-confidence", "0", "--model", str(args.model), file.name]
        lines = subprocess.run(command, check=True, capture_output=True).stdout.splitlines()
    evidence, right, part = [], [], []
    for number, line in enumerate(map(json.loads, lines)):
        for claim, good in zip(line["claims"], judge(line["claims"], gold[line["id"]])):
            if any(claim["evidence"]):  # what the layout says has none, and a confidence of its own
                evidence.append(claim["evidence"])
                right.append(good)
                part.append(number % 5)
    if sum(right) < LEAST or len(right) - sum(right) < LEAST:
        print(f"not calibrated: of {len(right)} claims {sum(right)} are right; {LEAST} of each kind are needed")
        return
    evidence, right, part = np.array(evidence), np.array(right, float), np.array(part)
    held_out = np.zeros(len(right))
    for number in range(5):
        bias, weights = fit(evidence[part != number], right[part != number])
        held_out[part == number] = 1 / (1 + np.exp(-(bias + evidence[part == number] @ weights)))
    order = held_out.argsort().argsort()
    pairs = right.sum() * (1 - right).sum()
    area = (order[right == 1].sum() - right.sum() * (right.sum() - 1) / 2) / pairs
    print(f"{len(right)} claims, {right.mean():.3f} right; on parts not fitted on: expected calibration error "
          f"{error(held_out, right):.3f}, area under the curve {area:.3f}")
    bias, weights = fit(evidence, right)
    path = args.model / "tagger.json"
    tagger = json.loads(path.read_text())
    tagger["confidence"] = {"bias": round(float(bias), 4),
                            "weights": {name: round(float(weight), 4) for name, weight in zip(NAMES, weights)}}
    path.write_text(json.dumps(tagger, indent=1) + "\n")
    print(json.dumps(tagger["confidence"]))
    least = evidence[:, NAMES.index("least")].argsort().argsort()
    area = (least[right == 1].sum() - right.sum() * (right.sum() - 1) / 2) / pairs
    print(f"the least sure tag alone: area under the curve {area:.3f}")


if __name__ == "__main__":
    main()
