"""Average trained networks into one (model soup, Wortsman et al. 2022). They must have come from the same weights.

    python -m sayso_training.merge --out training/work/merged training/work/teacher=0.6 training/work/start=0.4
"""
import argparse
import json
import pathlib
import shutil

import numpy
from safetensors.numpy import load_file, save_file


def mean(parts, read):
    """The weighted mean of named tables, as 32-bit floats."""
    total = {}
    for folder, share in parts:
        for name, table in read(folder).items():
            total[name] = total.get(name, 0) + numpy.asarray(table, dtype=numpy.float32) * numpy.float32(share)
    return total


def transitions(folder):
    """The tables of `crf.json`, by set and name."""
    stored = json.loads((folder / "crf.json").read_text())
    return {(name, table): crf[table] for name, crf in stored.items() for table in ("transitions", "start")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("networks", nargs="+", help="FOLDER=SHARE; the shares add up to 1")
    args = parser.parse_args()
    parts = [(pathlib.Path(folder), float(share)) for folder, _, share in (n.rpartition("=") for n in args.networks)]
    if abs(sum(share for _, share in parts) - 1) > 1e-6:
        parser.error("the shares must add up to 1")
    args.out.mkdir(parents=True, exist_ok=True)
    first = parts[0][0]
    for name in ("config.json", "tokenizer.json"):
        shutil.copyfile(first / name, args.out / name)
    weights = mean(parts, lambda folder: load_file(folder / "model.safetensors"))
    save_file({name: table.astype(numpy.float16) for name, table in weights.items()}, args.out / "model.safetensors",
              metadata={"format": "pt"})
    save_file(mean(parts, lambda folder: load_file(folder / "link.safetensors")), args.out / "link.safetensors")
    crf = json.loads((first / "crf.json").read_text())
    for (name, table), values in mean(parts, transitions).items():
        crf[name][table] = values.tolist()
    (args.out / "crf.json").write_text(json.dumps(crf, indent=1) + "\n")


if __name__ == "__main__":
    main()
