"""The troubles of the world, told to a reader in one sentence.

Whatever is raised here is nobody's bug: a full disk, a damaged file, a second copy of the program. Anything else that
is raised is ours, and reaches the crash dialog.
"""


class KnownError(Exception):
    """A trouble the reader can understand: its message says what happened, what is safe and what to do."""


class DiskTroubleError(KnownError):
    """The disk is full, or the folder cannot be written to."""


class DamagedError(KnownError):
    """A file is not what it was when it was written."""


class NewerVersionError(KnownError):
    """A file was written by a newer version of this program."""


class InUseError(KnownError):
    """Another copy of the program holds what is needed here."""

    may_pass = False  # whether it is worth while to try again at once, having let go of everything


class NotHereError(KnownError):
    """What was asked for is not here: a document, a note, words in a text."""


class AmbiguousError(KnownError):
    """What was asked for is here more than once, and nothing decides between them."""
