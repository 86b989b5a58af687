using TestHarness.Devices.Mdev.Trees;
using TestHarness.Hosts;
using TestHarness.Tests.Environments;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Devices.Mdev;

/// <summary>A recorded host, unpacked: one of the folder Recorded, with lines that take the place of others.</summary>
internal sealed class Recording : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public Recording(string host, string name, params string[] changes)
    {
        var listing = File.ReadAllText(Path.Combine(Repository.Folder("tests"), "TestHarness.Tests", "Devices", "Mdev", "Recorded", $"{name}.txt"));
        RecordedTree.Unpack(string.Join('\n', [listing, .. changes]), _directory.Path);
        Tree = new MdevTree(new LocalHost(host), _directory.Path);
    }

    public MdevTree Tree { get; }

    public string this[string path] => _directory.Path + path;

    public void Dispose() => _directory.Dispose();
}
