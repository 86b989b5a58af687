using System.Text.RegularExpressions;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Load;
using TestHarness.Migration;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs;

/// <summary>What the guest has written is compared after every leg.</summary>
[TestFixture]
[Category("slow")]
internal sealed class LegDataTests
{
    private static readonly string[] Tags = ["hosts:2", "needs:qemu", "needs:lun"];

    private readonly List<string> _lines = [];
    private TemporaryDirectory _reports = null!;
    private Lab _lab = null!;
    private GuestUnderTest _guest = null!;
    private GuestPlace[] _places = [];
    private Action<string> _onLine = _ => { };

    [SetUp]
    public async Task BootAsync()
    {
        InstalledQemu.Require();
        _lines.Clear();
        _onLine = _ => { };
        _reports = new TemporaryDirectory();
        var environment = new LabEnvironment
        {
            Name = "here",
            Hosts = [new("host1", new LocalConnection(), null, [], []), new("host2", new LocalConnection(), null, [], [])],
            Luns = [new FileLun("lun0", ByteSize.FromMiB(64))],
            Guest = new GuestDescription { Memory = ByteSize.FromMiB(128) },
            Qemu = new QemuSettings { Accelerator = Accelerator.Tcg },
        };
        var run = await LabRun.StartAsync(environment, _reports.Path);
        _lab = await run.OpenAsync("data", Tags, Tell);
        _places = [.. await _lab.ProvisionLunAsync()];
        _guest = await GuestUnderTest.BootAsync(_lab, _places[0], new BuiltInGuest());
    }

    [TearDown]
    public async Task CloseAsync()
    {
        if (_guest is not null)
            await _guest.DisposeAsync();
        await _lab.CloseAsync();
        _reports.Dispose();
    }

    [Test]
    public async Task A_block_of_the_first_of_ten_legs_that_is_changed_behind_QEMU_is_found_after_that_leg()
    {
        await StartStampedAsync();
        _onLine = line =>
        {
            if (line.StartsWith("leg 1: guest-1 on host1 to ", StringComparison.Ordinal))
                Overwrite(Stamps.BlockSize + 1000);
        };

        var failure = Assert.ThrowsAsync<HarnessException>(() => PingPongAsync(10))!;

        Assert.That(failure.Message, Is.EqualTo(
            $"[data] after leg 1 (guest-1 on host1 to guest-2 on host2): LUN lun0 ({_places[1].Disk.Path} on host2) does not hold what the guest "
            + "wrote: block 1 (of leg 1, at byte 65536) differs from byte 1000 of it on"));
        Assert.That(_lines[^1], Does.StartWith("leg 1: completed, ").And.Contains("data lost: LUN lun0 "));
    }

    [Test]
    public async Task Every_block_is_compared_after_its_leg_and_the_line_of_the_leg_says_which()
    {
        await StartStampedAsync();

        await PingPongAsync(4);
        await _guest.StopLoadAsync();
        var everything = await _guest.VerifyDataAsync();

        var compared = _guest.Legs.Select(leg => Regex.Match($"{leg}", @"; compared: blocks (\d+) to (\d+) \((\d+) blocks, (\d+) bytes\) are all on LUN lun0 .* on (host\d)\), and the guest reads the same")).ToArray();
        var next = 1L;
        foreach (var match in compared)
        {
            Assert.That(match.Success, string.Join('\n', _guest.Legs));
            var (from, to) = (long.Parse(match.Groups[1].Value), long.Parse(match.Groups[2].Value));
            Assert.That(from, Is.EqualTo(next), "no block is left out");
            Assert.That(to, Is.GreaterThanOrEqualTo(from), "there were writes around the leg");
            Assert.That(match.Groups[4].Value, Is.EqualTo($"{(to - from + 1) * Stamps.BlockSize}"));
            next = to + 1;
        }

        Assert.That(compared.Select(match => match.Groups[5].Value), Is.EqualTo(new[] { "host2", "host1", "host2", "host1" }), "the destination reads");
        Assert.That(everything, Does.StartWith("blocks 1 to "));
        Assert.That(_guest.Legs.Select(leg => leg.Load!.Written), Has.All.Property("Before").Positive.And.All.Property("After").Positive);
    }

    [Test]
    public async Task A_pass_of_dd_is_compared_after_each_leg()
    {
        DamagingReader? reader = null;
        var command = DdCommand.Parse("dd if=/dev/urandom of=/dev/sda bs=64k count=16 oflag=direct");
        await _guest.StartLoadAsync(async (shell, lun) => await DdLoad.StartAsync(shell, reader = new DamagingReader(lun, Overwrite), command));
        await PingPongAsync(2);
        Assert.That(_guest.Legs.Select(leg => $"{leg}"), Has.All.Matches(
            @"; compared: the 1048576 bytes from 0 on that pass \d+ of dd wrote \(16 blocks\) are on LUN lun0 .*, and the guest reads the same"));

        reader!.Damages = true;

        var failure = Assert.ThrowsAsync<HarnessException>(() => PingPongAsync(2))!;
        Assert.That(failure.Message, Does.Match(
            @"^\[data\] after leg 3 \(guest-3 on host1 to guest-4 on host2\): the 1048576 bytes from 0 on that pass \d+ of dd wrote .* have SHA-256 "));
    }

    [Test]
    public async Task A_file_is_compared_after_each_leg()
    {
        await _guest.MakeFileAsync(filesystem: 8, size: 1);
        await PingPongAsync(1);
        Assert.That($"{_guest.Legs[0]}", Does.Contain("; compared: the file on /dev/sda has the SHA-256 with which it was written: "));
        await _guest.Guest.Shell.RunAsync("echo damage > /mnt/file; sync", TimeSpan.FromSeconds(20));

        var failure = Assert.ThrowsAsync<HarnessException>(() => PingPongAsync(1))!;
        Assert.That(failure.Message, Does.StartWith("[data] after leg 2 (guest-2 on host2 to guest-3 on host1): the file on /dev/sda "));
    }

    [Test]
    public async Task What_a_stopped_load_has_written_is_compared_after_each_leg()
    {
        await StartStampedAsync();
        await _guest.StopLoadAsync();
        await PingPongAsync(1);
        Assert.That($"{_guest.Legs[0]}", Does.Contain("; compared: blocks 1 to "));
        Overwrite(Stamps.BlockSize);

        var failure = Assert.ThrowsAsync<HarnessException>(() => PingPongAsync(1))!;
        Assert.That(failure.Message, Does.StartWith("[data] after leg 2 (guest-2 on host2 to guest-3 on host1): LUN lun0 ").And.Contains("block 1 "));
    }

    [Test]
    public async Task A_leg_without_data_says_so()
    {
        await PingPongAsync(1);
        Assert.That($"{_guest.Legs[0]}", Does.EndWith("; no data was compared, as the scenario has written none"));
    }

    private Task StartStampedAsync() => _guest.StartLoadAsync(async (shell, lun) => await StampedLoad.StartAsync(shell, lun, "/dev/sda"));

    private Task PingPongAsync(int legs) => _guest.PingPongAsync(legs, _places[0], _places[1], new MigrationOptions());

    private void Tell(string line)
    {
        _lines.Add(line);
        TestContext.Out.WriteLine(line);
        _onLine(line);
    }

    private void Overwrite(long at)
    {
        using var lun = File.OpenHandle(_places[0].Disk.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(lun, "damage"u8, at);
    }

    /// <summary>Damages the LUN when it is asked to read, which is while the load is paused.</summary>
    private sealed class DamagingReader(ILunReader lun, Action<long> damage) : ILunReader
    {
        public bool Damages { get; set; }

        public string Description => lun.Description;

        public Task<string> Sha256Async(long offset, long length, CancellationToken cancellationToken = default)
        {
            if (Damages)
                damage(offset + 4096);
            return lun.Sha256Async(offset, length, cancellationToken);
        }

        public Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken = default) =>
            lun.ReadAsync(offset, length, cancellationToken);
    }
}
