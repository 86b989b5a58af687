using System.Text.Json;
using TestHarness.Qmp;
using TestHarness.Qmp.Machine;
using TestHarness.Tests.Qmp;
using TestHarness.VirtualLab.Machines.Snapshots;
using TestHarness.VirtualLab.Machines.Starting;

namespace TestHarness.VirtualLab.Tests.Machines.Snapshots;

internal sealed class SnapshotAfterBootTests
{
    /// <summary>One line, as QMP has it.</summary>
    private const string Capabilities =
        """[{"capability": "events", "state": false}, {"capability": "mapped-ram", "state": false}, """ +
        """{"capability": "multifd", "state": false}]""";

    private readonly List<string> _told = [];
    private SnapshotFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _told.Clear();
        _folder = new SnapshotFolder();
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task A_host_that_cannot_be_saved_continues_and_leaves_no_files()
    {
        using var qemu = TestQemu.Start("q35", "-m", "16");
        await using var qmp = await qemu.ConnectAsync("host1");
        await qmp.ContinueAsync();
        File.Delete(_folder.Overlay);

        await SaveAsync(qmp, SystemdState.Running);

        Assert.That((await qmp.QueryStatusAsync()).Running, Is.True);
        Assert.That(qmp.Events.Since(0).Select(e => e.Name), Has.Member("STOP"), "it stood still meanwhile");
        Assert.That(_folder.Files, Is.Empty);
        Assert.That(_told.Single(), Does.StartWith("host1: no snapshot was saved: "));
    }

    [Test]
    public async Task A_degraded_host_is_not_saved()
    {
        using var qemu = TestQemu.Start("q35", "-m", "16");
        await using var qmp = await qemu.ConnectAsync("host1");
        await qmp.ContinueAsync();

        await SaveAsync(qmp, SystemdState.Degraded);

        Assert.That(qmp.Events.Since(0).Select(e => e.Name), Is.EqualTo(["RESUME"]));
        Assert.That(_told, Is.EqualTo(["host1: no snapshot was saved, as units of the host failed"]));
    }

    [Test]
    public async Task A_disk_that_is_full_leaves_the_host_running_and_no_snapshot()
    {
        await using var peer = new FakePeer(c => AnswerAsync(c, "failed"));
        await using var qmp = await QmpClient.ConnectAsync("host1", peer.EndPoint);

        await SaveAsync(qmp, SystemdState.Running);

        Assert.That((await qmp.QueryStatusAsync()).Running, Is.True);
        Assert.That(_folder.Files, Is.Empty);
        Assert.That(_told.Single(), Is.EqualTo(
            "host1: no snapshot was saved: [provision] the snapshot was not transferred: failed, No space left on device"));
    }

    [Test]
    public async Task A_snapshot_that_is_saved_is_whole()
    {
        await using var peer = new FakePeer(c => AnswerAsync(c, "completed"));
        await using var qmp = await QmpClient.ConnectAsync("host1", peer.EndPoint);

        await SaveAsync(qmp, SystemdState.Running);

        Assert.That(_told.Single(), Does.StartWith("host1: snapshot saved in "));
        Assert.That((await qmp.QueryStatusAsync()).Running, Is.True);
        Assert.That(() => SnapshotChecksum.VerifyAsync(_folder.Snapshot, CancellationToken.None), Throws.Nothing);
        Assert.That(_folder.Files.Select(Path.GetFileName), Is.EquivalentTo(["memory", "disk.qcow2", "checksums"]));
    }

    private Task SaveAsync(QmpClient qmp, SystemdState state) =>
        SnapshotAfterBoot.SaveAsync(qmp, _folder.Overlay, _folder.Snapshot, state, _told.Add, CancellationToken.None);

    /// <summary>A QEMU that has mapped-ram, which those before 9.0 lack, and whose disk is full when that is wanted.</summary>
    private static async Task AnswerAsync(FakeConnection connection, string end)
    {
        await connection.NegotiateAsync();
        var (running, capabilities, parameters) = (true, Capabilities, "{}");
        while (await connection.ReadLineAsync() is { } line)
        {
            using var command = JsonDocument.Parse(line);
            var name = command.RootElement.GetProperty("execute").GetString();
            var arguments = command.RootElement.TryGetProperty("arguments", out var given) ? given : default;
            (running, capabilities, parameters) = name switch
            {
                "stop" => (false, capabilities, parameters),
                "cont" => (true, capabilities, parameters),
                "migrate-set-capabilities" => (running, arguments.GetProperty("capabilities").GetRawText(), parameters),
                "migrate-set-parameters" => (running, capabilities, arguments.GetRawText()),
                _ => (running, capabilities, parameters),
            };
            if (name == "migrate")
                await File.WriteAllTextAsync(arguments.GetProperty("uri").GetString()!["file:".Length..], "the memory");
            await connection.ReplyAsync(command.RootElement.GetProperty("id").GetRawText(), name switch
            {
                "query-status" when running => """{"status": "running", "running": true}""",
                "query-status" => """{"status": "paused", "running": false}""",
                "query-migrate" => $$"""{"status": "{{end}}", "error-desc": "No space left on device"}""",
                "query-migrate-capabilities" => capabilities,
                "query-migrate-parameters" => parameters,
                _ => "{}",
            });
            if (name == "migrate")
                await connection.SendLineAsync($$$"""{"event": "MIGRATION", "data": {"status": "{{{end}}}"}}""");
        }
    }
}
