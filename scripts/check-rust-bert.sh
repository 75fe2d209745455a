#!/usr/bin/env bash
# Builds the features rust-bert and rust-bert-remote, and runs their tests.
#
#   scripts/check-rust-bert.sh [COMMAND ..]     COMMAND (default: the tests) runs with the variables that a build needs
#
# Uses the libtorch 2.4 that LIBTORCH names. Without that variable, one for the processor is made of three packages of PyPI
# in LIBTORCH_CACHE (default ~/.cache/sayso/libtorch-2.4.0), 0.5 GB; that needs Linux on x86-64, Python with pip, 0.9 GB of
# download and a C++ compiler.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The wheel holds all of PyTorch, libtorch for graphics cards included. The processor's needs these libraries alone, and,
# because it is linked to them, two small ones of CUDA.
fetch() (
  folder=$1
  mkdir -p "$(dirname "$folder")"
  wheels=$(mktemp -d "$folder.XXXXXX")
  trap 'rm -rf "$wheels"' EXIT
  python3 -m pip download --quiet --no-deps --only-binary :all: --platform manylinux1_x86_64 --python-version 3.11 \
    --dest "$wheels" torch==2.4.0 nvidia-cuda-cupti-cu12==12.1.105 nvidia-cuda-runtime-cu12==12.1.105
  python3 - "$wheels" <<'PY'
import pathlib, re, shutil, sys, zipfile

wheels = pathlib.Path(sys.argv[1])
library = re.compile(r"(?:torch|nvidia/cuda_cupti|nvidia/cuda_runtime)/lib/(?:lib(?:torch|torch_cpu|c10|cudart|cupti)\.so[.\d]*|libgomp[^/]*)")
header = re.compile(r"torch/(include/.+[^/])")
for wheel in wheels.glob("*.whl"):
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if library.fullmatch(name):
                target = wheels / "libtorch/lib" / pathlib.PurePosixPath(name).name
            elif found := header.fullmatch(name):
                target = wheels / "libtorch" / found[1]
            else:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(name) as source, open(target, "wb") as out:
                shutil.copyfileobj(source, out)
PY
  # Whole, or not there.
  mv "$wheels/libtorch" "$folder"
)

if [ -z "${LIBTORCH:-}" ]; then
  LIBTORCH=${LIBTORCH_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/sayso/libtorch-2.4.0}
  if [ ! -d "$LIBTORCH" ]; then
    echo "fetching libtorch into $LIBTORCH"
    fetch "$LIBTORCH"
  fi
  # PyPI's libraries are built with the older layout of strings.
  export LIBTORCH LIBTORCH_CXX11_ABI=0
fi
export LD_LIBRARY_PATH=$LIBTORCH/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}

if [ $# -gt 0 ]; then
  exec "$@"
fi
cargo test --locked --features rust-bert-remote --lib tagger
cargo test --locked --features rust-bert-remote --test whole -- engines hub
