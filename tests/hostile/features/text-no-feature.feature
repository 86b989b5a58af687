# intent: only comments with escapes
# expect: refused: the file has no Feature
# [31mRED[2J]0;title
