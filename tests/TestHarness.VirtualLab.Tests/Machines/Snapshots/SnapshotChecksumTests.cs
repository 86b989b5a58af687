using TestHarness.Failures;
using TestHarness.VirtualLab.Machines.Snapshots;

namespace TestHarness.VirtualLab.Tests.Machines.Snapshots;

internal sealed class SnapshotChecksumTests
{
    private SnapshotFolder _folder = null!;

    [SetUp]
    public async Task MakeSnapshot()
    {
        _folder = new SnapshotFolder();
        _folder.Make("image", "key", TimeSpan.Zero);
        var memory = new byte[(3 << 20) + 5];
        new Random(1).NextBytes(memory);
        await File.WriteAllBytesAsync(_folder.Snapshot.Memory, memory);
        File.Copy(_folder.Overlay, _folder.Snapshot.Disk);
        await SnapshotChecksum.WriteAsync(_folder.Snapshot, CancellationToken.None);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Files_as_they_were_saved_are_used() =>
        Assert.That(() => SnapshotChecksum.VerifyAsync(_folder.Snapshot, CancellationToken.None), Throws.Nothing);

    [TestCase("memory", 0)]
    [TestCase("memory", 2_000_003)]
    [TestCase("memory", (3 << 20) + 4)]
    [TestCase("disk.qcow2", 3)]
    public void A_flipped_bit_is_found(string file, int place)
    {
        using (var stream = File.Open(Path.Combine(_folder.Snapshot.Directory, file), FileMode.Open))
        {
            stream.Position = place;
            var value = stream.ReadByte();
            stream.Position = place;
            stream.WriteByte((byte)(value ^ 0x10));
        }

        AssertRefused("are not as they were saved");
    }

    [Test]
    public void A_truncated_file_is_found()
    {
        using (var memory = File.OpenWrite(_folder.Snapshot.Memory))
            memory.SetLength(memory.Length - 1);

        AssertRefused("are not as they were saved");
    }

    [TestCase("checksums")]
    [TestCase("memory")]
    public void A_snapshot_without_one_of_its_files_is_not_used(string file)
    {
        File.Delete(Path.Combine(_folder.Snapshot.Directory, file));

        AssertRefused("cannot be read");
    }

    private void AssertRefused(string message) => Assert.That(
        () => SnapshotChecksum.VerifyAsync(_folder.Snapshot, CancellationToken.None),
        Throws.TypeOf<HarnessException>().With.Message.StartsWith("[provision]").And.Message.Contains(message));
}
