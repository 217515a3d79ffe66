# Every target is a verb of develop.py, which works without make as well.
PYTHON ?= python3

.PHONY: help env run test lint bench picture installer installer-windows verify-installers

help env run test lint bench picture installer installer-windows verify-installers:
	@$(PYTHON) develop.py $@
