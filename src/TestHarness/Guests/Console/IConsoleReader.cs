namespace TestHarness.Guests.Console;

/// <summary>A reader of a console, which gets the guest's output piece by piece and waits for something in it.</summary>
internal interface IConsoleReader
{
    /// <summary>Takes the next piece; a line may come in several pieces.</summary>
    /// <returns>Whether the awaited text has come; the reader gets no further piece then.</returns>
    bool Take(ReadOnlySpan<char> text);
}
