"""Taking it elsewhere: the notes in the formats of other programs, both ways where there is a way back."""
