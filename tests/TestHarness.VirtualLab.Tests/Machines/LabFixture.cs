using TestHarness.Labs;
using TestHarness.VirtualLab.Images;

namespace TestHarness.VirtualLab.Tests.Machines;

/// <summary>A lab in folders of its own, taken down at the end; snapshots are in a cache of its own too.</summary>
internal sealed class LabFixture : IAsyncDisposable
{
    private readonly List<string> _progress = [];

    public LabFixture()
    {
        var root = Directory.CreateTempSubdirectory("th-lab-").FullName;
        Paths = new LabPaths(Path.Combine(root, "state"), Path.Combine(root, "cache"));
        Lab = new VirtualLab(Paths);
    }

    public LabPaths Paths { get; }

    public VirtualLab Lab { get; }

    /// <summary>The image that was built on this machine, as building one takes minutes.</summary>
    public static LabHostImage Image
    {
        get
        {
            var images = Path.Combine(HarnessPaths.Cache, "lab-image");
            var newest = Directory.Exists(images)
                ? new DirectoryInfo(images).GetDirectories()
                    .Where(image => File.Exists(Path.Combine(image.FullName, "disk.raw"))).MaxBy(image => image.CreationTimeUtc)
                : null;
            Skip.Unless(newest is not null, SkipReason.NoLabImage, $"there is none in {images}: 'harness lab up' builds it");
            return new LabHostImage(newest.FullName, newest.Name);
        }
    }

    public IReadOnlyList<string> Progress
    {
        get
        {
            lock (_progress)
                return [.. _progress];
        }
    }

    public void Tell(string line)
    {
        lock (_progress)
            _progress.Add(line);
        TestContext.Out.WriteLine($"{DateTime.Now:HH:mm:ss.f} {line}");
    }

    public async ValueTask DisposeAsync()
    {
        await Lab.DownAsync(Tell);
        Directory.Delete(Path.GetDirectoryName(Paths.State)!, recursive: true);
    }
}
