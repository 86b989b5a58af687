namespace TestHarness.Benchmarks.Measuring;

/// <summary>What was measured, in one run with its comparison.</summary>
internal sealed record Medians(double Measured, double Reference, string Unit, int Repetitions)
{
    /// <summary>The accelerator of the QEMUs; null when the figure does not depend on it.</summary>
    public string? Accelerator { get; init; }

    /// <summary>
    /// Measures both in turn, so that both see the same machine. The first value of each is not counted: it is measured while
    /// files are read, connections opened and methods compiled for the first time.
    /// </summary>
    public static async Task<Medians> InTurnAsync(
        string unit, int repetitions, Func<Task<double>> measured, Func<Task<double>> reference)
    {
        var (values, references) = (new List<double>(), new List<double>());
        for (var repetition = 0; repetition <= repetitions; repetition++)
        {
            references.Add(await reference());
            values.Add(await measured());
        }

        return new Medians(Median(values.Skip(1)), Median(references.Skip(1)), unit, repetitions);
    }

    /// <summary>Measures against a limit that is not measured.</summary>
    public static Task<Medians> AgainstAsync(double limit, string unit, int repetitions, Func<Task<double>> measured) =>
        InTurnAsync(unit, repetitions, measured, () => Task.FromResult(limit));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
