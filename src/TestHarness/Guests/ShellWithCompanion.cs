namespace TestHarness.Guests;

/// <summary>
/// Runs a second script after each script, in one go: under load, a command of its own costs a guest on emulated hardware a tenth
/// of a second.
/// </summary>
/// <param name="companion">Its output is in <see cref="CompanionOutput"/> afterwards.</param>
internal sealed class ShellWithCompanion(IGuestShell shell, string companion) : IGuestShell
{
    private const string Separator = "testharness-companion";

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
