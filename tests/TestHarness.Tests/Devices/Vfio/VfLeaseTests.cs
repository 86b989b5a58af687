using TestHarness.Devices;
using TestHarness.Devices.Vfio.Binding;
using TestHarness.Devices.Vfio.Sriov;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Tests.Devices.Vdpa;

namespace TestHarness.Tests.Devices.Vfio;

internal sealed class VfLeaseTests : LabFixture
{
    private const string Pf = "0000:01:00.0";

    /// <summary>A lease needs the driver that it binds; a lab host that just came up does not have it.</summary>
    [SetUp]
    public Task LoadVfio() =>
        KernelModules.LoadAsync(Host, Scope, ["vfio_iommu_type1", "vfio_pci"], CancellationToken.None);

    [Test]
    public async Task Functions_come_without_a_driver_and_go_with_that_of_their_model()
    {
        var nic = await VfCreation.EnsureAsync(Host, Scope, Pf, 2);

        Assert.That(
            nic.VirtualFunctions.Select(vf => (vf.Driver, vf.WhyNotFree)),
            Is.EqualTo(new[] { ((string?)null, (string?)null), (null, null) }));
        Assert.That(await RunAsync("ls -d /sys/module/igbvf"), Is.EqualTo("/sys/module/igbvf"));
        Assert.That((await VfCreation.EnsureAsync(Host, Scope, Pf, 1)).VirtualFunctions, Has.Length.EqualTo(2));
    }

    [TestCase(3)]
    [TestCase(8)]
    public async Task The_number_of_functions_that_are_there_is_not_changed(int count)
    {
        await VfCreation.EnsureAsync(Host, Scope, Pf, 2);

        await FailsAsync(
            () => VfCreation.EnsureAsync(Host, Scope, Pf, count),
            $"was expected to have {count} virtual functions; it has 2 and can have 7");
    }

    [Test]
    public async Task A_lease_gives_back_the_driver_and_the_address()
    {
        var nic = await VfCreation.EnsureAsync(Host, Scope, Pf, 1);
        var lease = await VfLease.TakeAsync(Host, Scope, nic, nic.VirtualFunctions[0]);
        await lease.SetMacAsync("52:54:00:aa:bb:cc");
        var taken = (await SriovTree.ReadAsync(Host, Pf)).VirtualFunctions[0];

        await lease.ReleaseAsync();

        Assert.That((taken.Driver, taken.Mac), Is.EqualTo(("vfio-pci", "52:54:00:aa:bb:cc")));
        Assert.That(
            (await SriovTree.ReadAsync(Host, Pf)).VirtualFunctions[0],
            Is.EqualTo(nic.VirtualFunctions[0]).Using<VirtualFunction>(
                (one, other) => (one.Driver, one.Override, one.Mac) == (other.Driver, other.Override, other.Mac)));
    }

    [Test]
    public async Task A_function_that_a_process_has_is_neither_given_nor_taken_away()
    {
        var nic = await VfCreation.EnsureAsync(Host, Scope, Pf, 1);
        var lease = await VfLease.TakeAsync(Host, Scope, nic, nic.VirtualFunctions[0]);
        await using (await Host.StartAsync(Command.Shell($"exec sleep 60 <> /dev/vfio/{nic.VirtualFunctions[0].IommuGroup}")))
        {
            var held = await SriovTree.ReadAsync(Host, Pf);
            for (var tries = 0; held.VirtualFunctions[0].Holder is null && tries < 50; tries++)
                held = await SriovTree.ReadAsync(Host, Pf);

            Assert.That(held.VirtualFunctions[0].WhyNotFree, Does.Match("process [0-9]+ sleep has it"));
            await FailsAsync(() => VfLease.TakeAsync(Host, Scope, held, held.VirtualFunctions[0]), "cannot be passed through");
            await FailsAsync(() => lease.ReleaseAsync(), "held open through VFIO by process");
        }
    }

    [Test]
    public Task A_device_without_functions_is_reported() =>
        FailsAsync(() => SriovTree.ReadAsync(Host, "0000:00:13.0"), "0000:00:13.0 has no virtual functions");

    private static async Task FailsAsync(Func<Task> action, string detail)
    {
        var error = (await Assert.ThrowsAsync<HarnessException>(action))!;
        Assert.That(error.Detail, Does.Contain(detail));
    }
}
