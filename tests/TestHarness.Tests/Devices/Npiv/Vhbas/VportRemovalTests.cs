using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Vhbas;
using TestHarness.Failures;
using TestHarness.Ledger;
using TestHarness.Tests.Hosts;
using TestHarness.Tests.Labs.LegChecks;

namespace TestHarness.Tests.Devices.Npiv.Vhbas;

public sealed class VportRemovalTests
{
    private static readonly WwnPair Wwns = WwnPair.Parse("5001a4ab286a1286", "5001a4a0f014c8ce");

    /// <summary>The kernel takes the vport away first, and its SCSI host some time after.</summary>
    [TestCase("fc_vports/vport-4:0-1")]
    [TestCase("fc_host/host6")]
    public async Task A_vHBA_is_there_as_long_as_the_kernel_has_its_vport_or_its_host(string left)
    {
        using var folder = new TemporaryDirectory();
        var plants = new Plants();
        plants.Show("/sys/class", folder.Path);
        await using var host = new PlantedHost("host1", plants);
        var look = VportRemoval.LookFor(Wwns);
        Task<string?> FindAsync() =>
            Presence.FindAsync(host, [look.Program, .. look.Arguments], FailureClass.Leak, CancellationToken.None);
        Assert.That(await FindAsync(), Is.Null);

        Directory.CreateDirectory(folder[left]);
        await File.WriteAllTextAsync(folder[$"{left}/port_name"], $"{Wwns.Wwpn.ToSysfs()}\n");

        Assert.That(await FindAsync(), Is.EqualTo(folder[$"{left}/port_name"]));
    }
}
