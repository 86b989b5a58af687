using TestHarness.Cli.Bench;
using TestHarness.Failures;

namespace TestHarness.Benchmarks.Measuring;

/// <summary>Measures figures one after the other, and writes each to the file as soon as it is there.</summary>
internal static class FigureRun
{
    /// <returns>Whether all were measured, but for those that this machine lacks something for.</returns>
    public static async Task<bool> RunAsync(string file, IReadOnlyCollection<string> names)
    {
        var results = new List<BenchResult>();
        var haveAll = true;
        foreach (var figure in Figures.Select(names))
        {
            Console.Error.WriteLine($"measuring {figure.Name}: {figure.About}");
            try
            {
                results.Add(ResultOf(figure, await figure.MeasureAsync()));
                BenchFile.Write(file, results);
            }
            catch (HarnessException exception)
            {
                Console.Error.WriteLine($"{figure.Name} was not measured: {exception.Message}");
                haveAll &= exception.FailureClass == FailureClass.Preflight;
            }
        }

        return haveAll;
    }

    private static BenchResult ResultOf(IFigure figure, Medians medians) =>
        new(figure.Name, figure.About, figure.Bound, medians.Measured, medians.Reference, medians.Unit, medians.Repetitions)
        {
            Accelerator = medians.Accelerator,
        };
}
