namespace TestHarness.Guests.Console;

/// <summary>A wait that only the end of the console ends.</summary>
internal sealed class ConsoleEnd : IConsoleReader
{
    public bool Take(ReadOnlySpan<char> text) => false;
}
