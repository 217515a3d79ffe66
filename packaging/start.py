"""What the bundled programs run."""

import sys

from cca_desktop.__main__ import main

sys.exit(main())
