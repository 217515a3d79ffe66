"""How the program is bundled, wrapped and tried; ``build.py`` beside this folder is the command line."""
