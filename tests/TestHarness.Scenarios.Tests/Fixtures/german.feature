# language: de
Funktionalität: Umzug

  Szenario: Hin und zurück
    Angenommen ein Gast
    Wenn er umzieht
    Und er zurückzieht
    Dann ist er gesund
