using TestHarness.Benchmarks.Measuring;
using TestHarness.Cli.Bench;
using TestHarness.Failures;
using TestHarness.Labs;
using TestHarness.VirtualLab;
using TestHarness.VirtualLab.Images;

namespace TestHarness.Benchmarks.Lab;

/// <summary>The time until two lab hosts are up from their snapshots, which the first time, that is not counted, makes.</summary>
internal sealed class LabFigure : IFigure
{
    private const int Repetitions = 3;
    private const double LimitSeconds = 5;

    private static readonly VirtualLab.VirtualLab Lab = VirtualLab.VirtualLab.OfUser;

    public string Name => "lab";

    public string About => "two lab hosts brought up from snapshots against their limit";

    public BenchBound Bound => BenchBound.AtMost(1);

    public bool IsUsual => false;

    public async Task<Medians> MeasureAsync()
    {
        var images = Path.Combine(HarnessPaths.Cache, "lab-image");
        if (!Directory.Exists(images) || !Directory.EnumerateFileSystemEntries(images).Any())
            throw new HarnessException(
                FailureClass.Preflight, "there is no image of lab hosts: './harness lab up --hosts 2' builds it");
        if (!(await Lab.StatusAsync()).IsEmpty)
            throw new HarnessException(FailureClass.Preflight, "the virtual lab is up: end it first with './harness lab down'");

        var image = await LabHostImageBuilder.BuildForUserAsync(Note);
        try
        {
            return await Medians.AgainstAsync(LimitSeconds, "s", Repetitions, async () =>
            {
                await Lab.DownAsync(Note);
                return await Clock.TimeAsync(() => Lab.UpAsync(image, new LabSize(Hosts: 2), Note));
            });
        }
        finally
        {
            await Lab.DownAsync(Note);
        }
    }

    private static void Note(string text) => Console.Error.WriteLine(text);
}
