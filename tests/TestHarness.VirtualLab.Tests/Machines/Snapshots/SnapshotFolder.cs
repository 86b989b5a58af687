using TestHarness.VirtualLab.Machines.Snapshots;

namespace TestHarness.VirtualLab.Tests.Machines.Snapshots;

/// <summary>A folder of snapshots of the test's own, and the disk of a host.</summary>
internal sealed class SnapshotFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("th-snapshots-").FullName;

    public SnapshotFolder()
    {
        Snapshot = new LabHostSnapshot(Path.Combine(_folder, "lab-snapshots"), "image", "key");
        File.WriteAllText(Overlay, "the disk");
    }

    public LabHostSnapshot Snapshot { get; }

    public string Overlay => Path.Combine(_folder, "overlay.qcow2");

    /// <summary>All that is under the snapshots' folder.</summary>
    public string[] Files =>
        Directory.Exists(Snapshot.Root) ? Directory.GetFiles(Snapshot.Root, "*", SearchOption.AllDirectories) : [];

    /// <summary>Makes a folder of a snapshot that was last used at that time.</summary>
    public string Make(string image, string key, TimeSpan age)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Snapshot.Root, image, key)).FullName;
        File.WriteAllText(Path.Combine(directory, "memory"), "memory");
        foreach (var used in new[] { directory, Path.GetDirectoryName(directory)! })
            Directory.SetLastWriteTimeUtc(used, DateTime.UtcNow - age);
        return directory;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
