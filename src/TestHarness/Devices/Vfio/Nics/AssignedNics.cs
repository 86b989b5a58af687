using System.Collections.Immutable;
using TestHarness.Devices.Tap;
using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Candidates;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Environments;
using TestHarness.Failures;
using TestHarness.Guests;
using TestHarness.Health;
using TestHarness.Ledger;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.Machines;

namespace TestHarness.Devices.Vfio.Nics;

/// <summary>NICs that the harness connects itself: on each host, a tap and a VF for each NIC.</summary>
public sealed class AssignedNics : GuestNics
{
    private readonly LedgerScope _scope;
    private readonly VfSwapStrategy _swap;
    private readonly string _network;
    private ImmutableArray<NicPlace> _here = [];
    private ImmutableArray<NicPlace> _there = [];
    private ImmutableHashSet<VfLease> _lost = [];

    /// <summary>Makes NICs with successive addresses.</summary>
    /// <param name="network">The label of the network of all NICs.</param>
    public AssignedNics(LedgerScope scope, VfSwapStrategy way, string network, InterfaceAddress first, int count)
        : base(Make(first, count, way.HasOneMac)) => (_scope, _swap, _network) = (scope, way, network);

    /// <summary>Whether the guest's root ports use PCI Express's native hotplug, not ACPI's.</summary>
    public bool NativeHotplug { get; init; }

    public override IEnumerable<string> Connections => _here.Select(place => $"{place}");

    /// <summary>Chooses, binds and addresses a VF for each NIC on a host, and makes a tap for it.</summary>
    /// <exception cref="HarnessException">
    /// Class preflight: there is no suitable VF; the message has the reason for each.
    /// </exception>
    public override async Task PrepareAsync(GuestPlace place, GuestPlace? from, CancellationToken cancellationToken)
    {
        await ReleaseAsync(cancellationToken);
        foreach (var nic in Nics)
            _there = _there.Add(await ConnectAsync(place.Host, nic, cancellationToken));
    }

    /// <inheritdoc/>
    public override IEnumerable<QemuOption> Options(GuestPlace place, bool incoming) =>
    [
        .. NativeHotplug
            ? [QemuOption.Of("global", "ICH9-LPC.acpi-pci-hotplug-with-bridge-support=off")]
            : Array.Empty<QemuOption>(),
        .. _there.SelectMany(place => _swap.Options(place, incoming)),
    ];

    public override async Task SetUpAsync(Guest guest, CancellationToken cancellationToken)
    {
        if (_here.IsEmpty)
            (_here, _there) = (_there, []);
        foreach (var nic in Nics)
            await _swap.SetUpAsync(guest, nic, cancellationToken);
    }

    public override async Task<ImmutableArray<VfService>> AwaitVfsAsync(Guest guest, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(Nics.Select(
            async nic => VfService.Plugged(nic, await _swap.AwaitVfAsync(guest, nic, cancellationToken))))];

    /// <summary>Unplugs the VFs that are plugged in.</summary>
    /// <exception cref="HarnessException">
    /// Class migration: the guest keeps a VF; the VFs before it are already unplugged.
    /// </exception>
    public override async Task LeaveAsync(Guest guest, CancellationToken cancellationToken)
    {
        foreach (var place in _here.Where(place => IsPlugged(place.Nic)))
            await _swap.LeaveAsync(guest, place, Serves(place.Nic), cancellationToken);
    }

    /// <inheritdoc/>
    public override Task SwitchOverAsync(
        QemuMachine source, GuestPlace from, long since, CancellationToken cancellationToken) =>
        _swap.SwitchOverAsync(source.Qmp, since, _here, cancellationToken);

    /// <summary>Gives the source's VFs their MAC addresses back.</summary>
    public override Task StayAsync(Guest guest, CancellationToken cancellationToken) =>
        Task.WhenAll(_here.Where(place => Serves(place.Nic)).Select(
            place => place.Vf.SetMacAsync(place.Nic.VfMac, cancellationToken)));

    public override async Task<HealthReport> ArriveAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        (_here, _there) = (_there, _here);
        var left = Nics.Where(IsPlugged).ToImmutableHashSet();
        Vfs = [];
        foreach (var place in _here)
        {
            var service = await _swap.ArriveAsync(arrival.Guest, place, cancellationToken);
            Vfs = Vfs.Add(service);
            if (!service.IsPlugged)
                _lost = _lost.Add(place.Vf);
        }

        return HealthReport.Combine(Nics.Select(nic => _swap.Check(arrival.Move, nic, left.Contains(nic))));
    }

    /// <inheritdoc/>
    public override async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await ReleaseAsync(_there, cancellationToken);
        _there = [];
    }

    private async Task<NicPlace> ConnectAsync(LabHost host, GuestNic nic, CancellationToken cancellationToken)
    {
        var candidates = await ReadAsync(host, cancellationToken);
        var wish = _here.FirstOrDefault(place => place.Nic == nic) is { } here
            ? VfWish.Like(here.Candidate)
            : new VfWish(_network);
        var taken = _there.Concat(_here.Where(place => place.Vf.Host.Connection == host.Host.Connection)).Select(
            place => place.Vf.Function.Address);
        var (candidate, function) = VfCandidates.Choose(host.Name, candidates, wish, taken.ToImmutableHashSet());
        var vf = await VfLease.TakeAsync(host.Host, _scope, candidate.Nic, function, cancellationToken);
        await vf.SetMacAsync(nic.VfMac, cancellationToken);
        return new NicPlace(
            nic, await TapDevice.CreateAsync(host.Host, _scope, candidate.Request.Bridge, cancellationToken), candidate, vf);
    }

    private async Task<ImmutableArray<CandidateNic>> ReadAsync(LabHost host, CancellationToken cancellationToken)
    {
        var nics = ImmutableArray.CreateBuilder<CandidateNic>();
        foreach (var request in host.Description.Nics())
            nics.Add(
                new CandidateNic(request, await SriovTree.ReadAsync(host.Host, request.PhysicalFunction, cancellationToken)));
        return nics.ToImmutable();
    }

    /// <summary>
    /// Releases taps and VFs. A VF that another guest has taken meanwhile stays in the ledger until the scenario ends.
    /// </summary>
    private async Task ReleaseAsync(ImmutableArray<NicPlace> places, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            await _scope.UndoAsync(place.Tap.Entry, place.Tap.Host, cancellationToken);
            try
            {
                await place.Vf.ReleaseAsync(cancellationToken);
            }
            catch (HarnessException exception) when (exception.FailureClass == FailureClass.Leak && _lost.Contains(place.Vf))
            {
            }
        }
    }
}
