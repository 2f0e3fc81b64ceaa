"""Faces: thin, each over a `Figure`."""

import os

# before numpy loads: its matrices are small here, and its threads would fight those of the models
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
