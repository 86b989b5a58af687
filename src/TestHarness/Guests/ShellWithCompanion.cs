namespace TestHarness.Guests;

/// <summary>
/// Runs a second script after each script, in one command: under load, a command of its own takes a tenth of a second in a guest
/// on emulated hardware.
/// </summary>
/// <param name="companion">The second script, whose output is in <see cref="CompanionOutput"/> afterwards.</param>
internal sealed class ShellWithCompanion(IGuestShell shell, string companion) : IGuestShell
{
    private const string Separator = "testharness-companion";

    /// <summary>The output of the second script's last run.</summary>
    public string CompanionOutput { get; private set; } = "";

    public async Task<ShellResult> RunAsync(string script, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var both = $"(\n{script}\n)\ncode=$?\necho\necho {Separator}\n(\n{companion}\n)\nexit $code";
        var result = (await shell.RunAsync(both, timeout, cancellationToken)).OrThrowIfCut();
        if (result.Output.Split($"\n{Separator}\n", 2) is not [var output, var rest])
            return result;

        CompanionOutput = rest;
        return result with { Output = output };
    }
}
