using System.Collections.Immutable;
using TestHarness.Devices.Vfio;
using TestHarness.Devices.Vfio.Candidates;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;

namespace TestHarness.Tests.Devices.Vfio;

public sealed class VfCandidatesTests
{
    private static readonly VfWish Wish = new("guests", "8086:10c9", "igb");

    [Test]
    public void Takes_the_nearest_of_the_same_model_and_network()
    {
        CandidateNic[] nics =
        [
            Nic(1, distance: 21), Nic(2, distance: 10), Nic(3, distance: 10, network: "storage"),
            Nic(4, distance: 5, model: "15b3:1017"),
        ];

        var (nic, function) = VfCandidates.Choose("host2", nics, Wish, ImmutableHashSet<string>.Empty);

        Assert.That((nic.Nic.Address, function.Address), Is.EqualTo(("0000:02:00.0", "0000:02:10.0")));
    }

    [Test]
    public void Among_equals_takes_the_first_that_no_other_nic_of_the_guest_has()
    {
        var taken = ImmutableHashSet.Create("0000:01:10.0");

        Assert.That(VfCandidates.Choose("host2", [Nic(1), Nic(2)], Wish, taken).Function.Address, Is.EqualTo("0000:01:10.2"));
    }

    [Test]
    public void A_first_function_may_be_of_any_model() =>
        Assert.That(
            VfCandidates.Choose("host2", [Nic(1, model: "15b3:1017")], new VfWish("guests"), ImmutableHashSet<string>.Empty)
                .Nic.Nic.Model,
            Is.EqualTo("15b3:1017"));

    [Test]
    public void Reports_why_each_function_does_not_fit()
    {
        CandidateNic[] nics =
            [Nic(1, network: "storage"), Nic(2, model: "15b3:1017"), Nic(3, driver: "ixgbe"), Nic(4, holder: "4242 qemu")];

        var error = Assert.Throws<HarnessException>(
            () => VfCandidates.Choose("host2", nics, Wish, ImmutableHashSet.Create("0000:04:10.2")))!;

        Assert.That(error.FailureClass, Is.EqualTo(FailureClass.Preflight));
        Assert.That(
            error.Detail,
            Does.StartWith(
                "host2 has no virtual function for the guest, which wants network 'guests' and a NIC 8086:10c9 with driver igb: ")
                .And.Contain("0000:01:10.0: its NIC is on network 'storage'")
                .And.Contain("0000:02:10.0: its NIC is a 15b3:1017")
                .And.Contain("0000:03:10.0: its NIC has driver ixgbe")
                .And.Contain("0000:04:10.0: process 4242 qemu has it")
                .And.Contain("0000:04:10.2: another NIC of the guest has it"));
    }

    [Test]
    public void Nics_without_functions_are_named()
    {
        var nic = Nic(1);
        CandidateNic[] bare = [nic with { Nic = nic.Nic with { VirtualFunctions = [] } }];

        var error = Assert.Throws<HarnessException>(
            () => VfCandidates.Choose("host2", bare, Wish, ImmutableHashSet<string>.Empty))!;

        Assert.That(error.Detail, Does.EndWith("its NICs (0000:01:00.0) have none"));
    }

    private static CandidateNic Nic(
        int bus, int distance = 10, string network = "guests", string model = "8086:10c9", string driver = "igb",
        string? holder = null) =>
        new(
            new NicRequest($"0000:0{bus}:00.0", network, "br0"),
            new PhysicalFunction(
                $"0000:0{bus}:00.0", $"enp{bus}s0", driver, model, "8086:10ca", distance, 7, AutoProbe: false,
                [.. Enumerable.Range(0, 2).Select(index => new VirtualFunction(
                    index, $"0000:0{bus}:10.{2 * index}", null, null, 10 + index, [], VirtualFunction.NoMac, holder, null))]));
}
