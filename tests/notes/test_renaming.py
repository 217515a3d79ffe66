"""A note is called otherwise: what named it goes on naming it, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cca_desktop.notes.links import linkable, links_in, normal_title
from cca_desktop.notes.notebook import Notebook
from cca_desktop.notes.renaming import links_renamed


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("see [[Cuba]].", "see [[The isle]]."),
        ("[[ cuba |there]] [[Cuba#part]] [[**Cuba**#p|x]]", "[[ The isle |there]] [[The isle#part]] [[The isle#p|x]]"),
        ("[[Cubans]] Cuba [Cuba](x) [[x|Cuba]]", "[[Cubans]] Cuba [Cuba](x) [[x|Cuba]]"),
    ],
)
def test_only_links_to_the_title_follow_it(body: str, after: str) -> None:
    assert links_renamed(body, "Cuba", "The isle") == after


@given(st.text(alphabet="[]|#ab* \n", max_size=60))
def test_links_are_as_many_as_before_and_what_stands_around_them_stays(body: str) -> None:
    new = links_renamed(body, "a", "b")
    assert "a" not in links_in(new)
    assert {one for one in links_in(body) if one != "a"} <= set(links_in(new))
    assert links_renamed(body, "never", "b") == body


@pytest.mark.parametrize("title", ["Draft [1] | a#b", 'He said "rope"', "C#", "[[x]] y", "a|b"])
def test_every_title_can_stand_in_a_link(title: str) -> None:
    assert links_in(f"[[{linkable(title)}]]") == (normal_title(title),)


def test_links_follow_a_new_title_as_one_change(notebook: Notebook) -> None:
    cuba = notebook.write(None, "# Cuba").notes[0]
    one = notebook.write(None, "[[Cuba]]").notes[0]
    other = notebook.write(None, "[[cuba|there]] again [[Cuba]]").notes[0]
    notebook.write(None, "Cuba")
    notebook.retire(notebook.notes()[-1].id)
    notebook.revise(cuba, body="# The [island]")
    assert notebook.follow_title(cuba, "Cuba").notes == (one, other)
    assert notebook.note(one).body == "[[The island]]"
    assert notebook.note(other).body == "[[The island|there]] again [[The island]]"
    assert [note.id for note in notebook.backlinks(cuba)] == [one, other]
    notebook.undo()
    assert notebook.note(one).body == "[[Cuba]]"
    assert notebook.note(other).body == "[[cuba|there]] again [[Cuba]]"


def test_links_stay_where_another_note_has_the_old_title_or_the_note_has_none(notebook: Notebook) -> None:
    cuba = notebook.write(None, "# Cuba").notes[0]
    notebook.write(None, "[[Cuba]]")
    assert not notebook.follow_title(cuba, "Cuba").notes, "it is called so still"
    notebook.revise(cuba, body="")
    assert not notebook.follow_title(cuba, "Cuba").notes
    notebook.revise(cuba, body="The island")
    other = notebook.write(None, "Cuba, another").notes[0]
    notebook.revise(other, body="CUBA")
    assert not notebook.follow_title(cuba, "Cuba").notes, "the links lead to the other one now"
    assert not notebook.follow_title(cuba, "").notes
