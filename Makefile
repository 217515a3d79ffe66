# Every target is a verb of develop.py, which works without make as well.
PYTHON ?= python3

.PHONY: help env run test lint bench picture

help env run test lint bench picture:
	@$(PYTHON) develop.py $@
