"""The letter as it is set: its place, its numbers, its page marks, its map."""

import pytest

from tests.ui.opening import Open


@pytest.mark.parametrize("scale", [100, 200, 300])
@pytest.mark.parametrize("label", ["2", "9", "20", "30"])
def test_the_place_is_found_again_at_every_size_however_far_down(open_program: Open, scale: int, label: str) -> None:
    from cca_desktop.settings import Settings

    settings = Settings(text_scale=scale)
    today = open_program(settings=settings)
    paragraph = today.program.document.paragraph(label)
    assert paragraph is not None
    today.program.sitting.go_to(paragraph.span.start)
    assert today.is_on_first_line(paragraph.span)
    today.quit()
    tomorrow = open_program(settings=settings)
    assert tomorrow.is_on_first_line(paragraph.span)
