# intent: a language that is not one
# expect: refused: Language not supported: xx
# language: xx
Feature: F
