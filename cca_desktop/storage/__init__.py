"""Where a reader's things live: the profile, its database, its backups, and the files that travel with the program."""
