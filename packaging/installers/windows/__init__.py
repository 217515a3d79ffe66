"""The installers of Windows: a setup and an archive, made on Windows or under Wine."""
