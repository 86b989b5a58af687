using TestHarness.Failures;

namespace TestHarness.Steps.Arguments;

/// <summary>A shell command for the guest; never empty, as a shell succeeds when it runs nothing.</summary>
public sealed record GuestCommand
{
    private GuestCommand(string text) => Text = text;

    /// <summary>The text of the command.</summary>
    public string Text { get; }

    /// <summary>Reads a command.</summary>
    /// <exception cref="HarnessException">Class config: the text is empty, or has comments alone.</exception>
    public static GuestCommand Parse(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries).All(line => line.Length == 0 || line[0] == '#')
            ? throw new HarnessException(
                FailureClass.Config,
                "expected a shell command that the guest runs, for example \"test -b /dev/sda\", "
                + $"found '{text}', which runs nothing")
            : new GuestCommand(text);

    public override string ToString() => Text;
}
