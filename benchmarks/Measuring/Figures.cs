using System.Collections.Immutable;
using TestHarness.Benchmarks.Commands;
using TestHarness.Benchmarks.KernelLog;
using TestHarness.Benchmarks.Lab;
using TestHarness.Benchmarks.PingPong;
using TestHarness.Benchmarks.Qmp;
using TestHarness.Benchmarks.Scenarios;
using TestHarness.Benchmarks.Soak;
using TestHarness.Cli.Bench;
using TestHarness.Failures;

namespace TestHarness.Benchmarks.Measuring;

/// <summary>All figures, in the order in which they are measured.</summary>
internal static class Figures
{
    private static readonly ImmutableArray<IFigure> All =
    [
        new PingPongFigure(),
        new ProcessorFigure(),
        new QmpFigure("qmp", inFlight: 1, BenchBound.AtLeast(1)),
        new QmpFigure("qmp-in-flight", inFlight: 100, BenchBound.AtLeast(1.3)),
        new CommandFigure(),
        new KernelLogFigure(),
        new KernelLogMemoryFigure(),
        new DiscoveryFigure(),
        new ScenarioFigure("scenario", "a scenario without hosts against its limit", tags: "", more: 100),
        new ScenarioFigure("scenario-on-hosts", "one on two hosts without QEMU against its limit", tags: "@hosts:2", more: 20),
        new StartFigure(),
        new LabFigure(),
        new SoakFigure(),
    ];

    /// <exception cref="HarnessException">Class config: there is no figure of a name.</exception>
    public static ImmutableArray<IFigure> Select(IReadOnlyCollection<string> names)
    {
        var known = All.Select(figure => figure.Name).ToArray();
        return names.Except(known).ToArray() is { Length: > 0 } unknown
            ? throw new HarnessException(
                FailureClass.Config,
                $"there is no figure '{string.Join("', '", unknown)}': expected {string.Join(", ", known)}, or profile alone")
            : [.. All.Where(figure => names.Count == 0 ? figure.IsUsual : names.Contains(figure.Name))];
    }
}
