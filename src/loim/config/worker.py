"""The worker process: `python -m loim.config.worker`, or `loim worker`."""

import sys

from loim.config.cli import main

if __name__ == "__main__":
    sys.exit(main(["worker"]))
