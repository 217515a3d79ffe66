"""Sign one file of Windows; NSIS calls this for the uninstaller that is inside the setup."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from installers.windows.signing import sign_file

if __name__ == "__main__":
    sign_file(Path(sys.argv[1]))
