using Reqnroll;
using TestHarness.Devices.Npiv;
using TestHarness.Devices.Npiv.Fabric;
using TestHarness.Devices.Npiv.Provisioning;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Labs.Guests;
using TestHarness.Ledger;
using TestHarness.GuestPlaces;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>The vHBAs that give a guest its disk, and the faults that can happen to them.</summary>
[Binding]
public sealed class VhbaSteps(ScenarioWorld world, NpivWorld npiv, IReqnrollOutputHelper output)
{
    private string? _captured;
    private LedgerEntry? _capture;

    /// <summary>
    /// Makes the first vHBA that the environment lists for each host, and finds the environment's first LUN of kind fc, which all
    /// of them must see by its WWID.
    /// </summary>
    [Given("a vHBA on each host, with the same LUN behind them")]
    public async Task GivenAVhbaOnEachHost()
    {
        npiv.Vhbas = await Vhbas.MakeAsync(world.Cancelled);
        world.Places = [.. npiv.Vhbas.Select(vhba => vhba.Place)];
        foreach (var vhba in npiv.Vhbas)
            output.WriteLine($"{vhba}");
    }

    /// <summary>
    /// Makes the first vHBA that the environment lists for the host, and finds its first LUN of kind fc behind the vHBA.
    /// </summary>
    [Given("a vHBA on {word}, with the LUN behind it")]
    [Then("a vHBA on {word} has the LUN behind it")]
    public async Task GivenAVhbaOn(HostName host) => await AddAsync(host, Position.Parse("1"));

    /// <summary>Boots the harness's own guest, with the LUN as a disk that QEMU emulates (scsi-hd).</summary>
    [Given("a guest on {word} with the vHBA's LUN")]
    public async Task GivenAGuestWithTheVhbasLun(HostName host)
    {
        world.Guest =
            await GuestUnderTest.BootAsync(
                world.Lab, npiv.VhbaOn(host).Place, await world.RecipeAsync(), cancellationToken: world.Cancelled);
        output.WriteLine($"{world.Guest.Guest.Machine.Name} is up under {world.Guest.Place.Host.Tools.Accelerator}");
    }

    /// <summary>
    /// Expects a pre-flight failure of a vHBA with generated WWNs, which does not have the LUN; no guest starts before that
    /// check.
    /// </summary>
    [When("a vHBA on {word} with WWNs of its own does not have the LUN")]
    public async Task WhenAnotherVhbaHasNoLun(HostName host) => world.Refusal = await Expected.FailureAsync(
        FailureClass.Preflight, () => Vhbas.MakeAsync(world.Lab.Host(host), new VhbaRequest(), world.Cancelled));

    /// <summary>
    /// Expects a pre-flight failure of a vHBA to which the storage shows another LUN by the same path. The number is the position
    /// in the environment's list, from 1.
    /// </summary>
    [When("vHBA {int} on {word} has another LUN")]
    public async Task WhenAVhbaHasAnotherLun(Position number, HostName host) =>
        world.Refusal = await Expected.FailureAsync(FailureClass.Preflight, () => AddAsync(host, number));

    /// <summary>
    /// Expects that another vHBA does not come online. Its WWNs are generated, as the vHBAs that the environment lists may all
    /// exist.
    /// </summary>
    [When("one vHBA more on {word} does not come up")]
    public async Task WhenOneVhbaMoreDoesNotComeUp(HostName host) => world.Refusal = await Expected.FailureAsync(
        FailureClass.Provision, () => Vhbas.MakeAsync(world.Lab.Host(host), new VhbaRequest(), world.Cancelled));

    /// <summary>
    /// Checks that the reason names the LUN that was found by the path. Two hosts have different LUNs by one name of
    /// /dev/disk/by-path, and only their WWIDs differ.
    /// </summary>
    [Then("the reason names LUN {word} by the path of the LUN on {word}")]
    public void ThenTheReasonNamesLun(LunName found, HostName host) =>
        world.CheckRefusal($"{Vhbas.FcLunWwid(found)} ({npiv.VhbaOn(host).Place.Disk.Path})");

    /// <summary>Checks that the scenario has started no QEMU: the pre-flight check comes before the first one.</summary>
    [Then("no guest was started")]
    public void ThenNoGuestWasStarted()
    {
        if (world.Refusal is null)
            throw new HarnessException(
                FailureClass.Config,
                "expected an earlier step with a refusal, found none: a step that expects a refusal comes first");
        if (world.Lab.Machines.Count > 0)
            throw new HarnessException(
                FailureClass.Preflight, $"expected no QEMU to be started, found {world.Lab.Machines.Count}");
    }

    /// <summary>
    /// Limits the number of vHBAs that the switch lets log in by one HBA; the scenario's end restores the limit.
    /// </summary>
    [Given("the switch lets an HBA have {int} vHBA(s)")]
    public Task GivenTheSwitchLetsAnHbaHave(VportLimit limit) => Fabric.LimitAsync(limit.Value, world.Cancelled);

    /// <summary>Takes the link of the vHBA's port down at the switch; the scenario's end takes it up.</summary>
    [When("the link of the vHBA on {word} goes down")]
    public Task WhenTheLinkGoesDown(HostName host) =>
        Fabric.TakeLinkDownAsync(npiv.VhbaOn(host).Port.Wwns.Wwpn, world.Cancelled);

    /// <summary>Captures the frames on the fabric until the step that examines them.</summary>
    [Given("the fabric is captured")]
    public async Task GivenTheFabricIsCaptured()
    {
        _captured = world.Lab.Evidence.PathOf("fabric.pcap", "application/vnd.tcpdump.pcap");
        _capture = await Fabric.StartCaptureAsync(_captured, world.Cancelled);
    }

    /// <summary>Checks that each vHBA sent SCSI commands or data, and that no other N_Port did.</summary>
    [Then("the LUN was reached from the vHBAs' own N_Port IDs alone")]
    public async Task ThenTheLunWasReachedFromTheVhbas()
    {
        if (_capture is null || _captured is null)
            throw new HarnessException(FailureClass.Config, "nothing was captured: 'Given the fabric is captured' comes first");

        await Fabric.StopCaptureAsync(_capture, world.Cancelled);
        var flows = FcpTraffic.Read(_captured);
        foreach (var flow in flows)
            output.WriteLine($"{flow.Source} to {flow.Destination}: {flow.Frames} FCP frames, {flow.Bytes} bytes");
        FcpTraffic.CheckOwnPorts(flows, [.. npiv.Vhbas.Select(vhba => vhba.Port.PortId)]);
    }

    private VhbaProvisioning Vhbas => new(world.Lab);

    private FabricControl Fabric => FabricControl.Of(world.Lab);

    private async Task AddAsync(HostName host, Position number)
    {
        var found = world.Lab.Host(host);
        var vhba = await Vhbas.MakeAsync(found, Vhbas.Vhba(found, number.Value), world.Cancelled);
        npiv.Vhbas = npiv.Vhbas.Add(vhba);
        world.Places = world.Places.Add(vhba.Place);
        output.WriteLine($"{vhba}");
    }
}
