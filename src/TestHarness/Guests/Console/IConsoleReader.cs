namespace TestHarness.Guests.Console;

/// <summary>A reader of a console that gets what the guest prints piece by piece, and waits for something in it.</summary>
internal interface IConsoleReader
{
    /// <summary>Takes the next piece; a line may come in several pieces.</summary>
    /// <returns>True once what is waited for has come; no further piece is offered then.</returns>
    bool Take(ReadOnlySpan<char> text);
}
