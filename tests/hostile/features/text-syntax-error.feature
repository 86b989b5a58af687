# intent: an error of the parser quotes a line with escapes
# expect: refused: got '\x1b[31mRED\x1b[2J
Feature: F
  Scenario: S
    Given x
    [31mRED[2J]0;title
