"""`python -m fairplaces`."""

import sys

from fairplaces.cli import main

sys.exit(main())
