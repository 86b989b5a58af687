using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;
using TestHarness.Hosts;

namespace TestHarness.VirtualLab.Tests.Machines;

/// <summary>
/// The fabric with kernels as its counterparts: libfc's HBA and vHBA, LIO's target. In order, as bringing up hosts takes long.
/// </summary>
[Category("lab")]
[Category("slow")]
public sealed class FibreChannelTests
{
    private const string Vhba = "5001a4a0f014c8ce";
    private const string Other = "5001a4a25d91e6f3";
    private const string Target = "2000525400000303";
    private const string LunA = "naa.60014057e57ab000000000000000000a";
    private const string LunB = "naa.60014057e57ab000000000000000000b";
    private const string Gone = "";

    /// <summary>
    /// By-path names of LUNs of a vHBA and their WWIDs, once they are as expected or the bound (in tenths of seconds) is over.
    /// </summary>
    private const string Wwid = """
        tries=0
        while :; do
            found=$(for host in /sys/class/fc_host/host*; do
                [ "$(cat "$host/port_name")" = "0x$1" ] || continue
                cat "$host"/device/rport-*/target*/*/wwid 2> /dev/null
            done)
            if [ "$found" = "$2" ] || [ "$tries" = 900 ]; then echo "$found"; exit; fi
            tries=$((tries + 1)); sleep 0.1
        done
        """;

    private const string Create = """
        host=$(basename "$(dirname "$(grep -l "0x$1" /sys/class/fc_host/host*/port_name)")" | tr -dc 0-9)
        echo "<device><parent>scsi_host$host</parent><capability type='scsi_host'><capability type='fc_host'>" \
            "<wwnn>$3</wwnn><wwpn>$2</wwpn></capability></capability></device>" > /tmp/vhba.xml
        virsh nodedev-create /tmp/vhba.xml
        """;

    [Test]
    [CancelAfter(900_000)]
    public async Task Shows_LUNs_to_vHBAs_as_logins_zones_links_and_limits_allow(CancellationToken cancellationToken)
    {
        var image = LabFixture.Image;
        await using var fixture = new LabFixture();
        await UpAsync();
        var fabric = fixture.Lab.Fabric;
        Assert.That(await fabric.PortsAsync(cancellationToken), Has.Exactly(3).Property("State").EqualTo(PortState.Online));
        Assert.That(await OnHost1Async("cat /sys/class/fc_host/host*/port_state"), Is.EqualTo("Online\n"));

        var watch = Stopwatch.StartNew();
        await OnHost1Async(Create, "2000525400000301", Vhba, "5001a4ab286a1286");
        await ExpectAsync(Vhba, LunA, "created");
        TestContext.Out.WriteLine($"LUN {watch.Elapsed.TotalSeconds:0.0} s after the vHBA was asked for");
        await OnHost1Async(Create, "2000525400000301", Other, "5001a4a83ab6705c");
        await ExpectAsync(Other, LunB, "another LUN by the same number");

        await fabric.DefineZoneAsync("other", [Other, Target], cancellationToken);
        await fabric.ActivateZonesAsync(cancellationToken);
        await ExpectAsync(Vhba, Gone, "out of the target's zone");
        await ExpectAsync(Other, LunB, "in the target's zone");
        await fabric.DefineZoneAsync("vhba", [Vhba, Target], cancellationToken);
        await fabric.ActivateZonesAsync(cancellationToken);
        await ExpectAsync(Vhba, LunA, "in a zone again");
        await fabric.ClearZonesAsync(cancellationToken);

        await fabric.SetLinkAsync(Vhba, isUp: false, cancellationToken);
        await ExpectAsync(Vhba, Gone, "its link down");
        await fabric.SetLinkAsync(Vhba, isUp: true, cancellationToken);
        await ExpectAsync(Vhba, LunA, "its link up");

        await fabric.LimitAsync(2, cancellationToken);
        await OnHost1Async(Create, "2000525400000301", "5001a4a1b27e03d5", "5001a4a7c90f4be2");
        Assert.That(
            await OnHost1Async("sleep 5; grep -L Active /sys/class/fc_vports/*/vport_state | wc -l"), Is.EqualTo("1\n"),
            "above the limit");

        using (var process = Process.GetProcessById(
            int.Parse(await File.ReadAllTextAsync(fixture.Paths.Fabric.ProcessIdFile, cancellationToken))))
            process.Kill();
        await UpAsync();
        await ExpectAsync(Vhba, LunA, "with the fabric started anew");

        using (var process = Process.GetProcessById((await fixture.Lab.HostAsync("host1", cancellationToken)).ProcessId!.Value))
            process.Kill();
        Assert.That(
            await UpAsync(), Has.Some.Property("Name").EqualTo("host1").And.Property("Origin").EqualTo(LabHostOrigin.Snapshot));
        await OnHost1Async(Create, "2000525400000301", Vhba, "5001a4ab286a1286");
        await ExpectAsync(Vhba, LunA, "on a restored host");

        async Task<IReadOnlyCollection<LabHostStatus>> UpAsync() =>
            await fixture.Lab.UpAsync(image, new LabSize(3), fixture.Tell, cancellationToken);

        async Task ExpectAsync(string wwpn, string wwid, string when) =>
            Assert.That((await OnHost1Async(Wwid, wwpn, wwid)).Trim(), Is.EqualTo(wwid), when);

        async Task<string> OnHost1Async(string script, params string[] parameters)
        {
            var status = await fixture.Lab.HostAsync("host1", cancellationToken);
            await using var host = new SshHost(status.Name, status.Destination);
            var command = Command.Shell(script, parameters).WithTimeout(TimeSpan.FromMinutes(2));
            return (await host.RunAsync(command, cancellationToken)).OrThrow(FailureClass.Provision).StandardOutput;
        }
    }
}
