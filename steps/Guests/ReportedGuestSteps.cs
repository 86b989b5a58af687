using Reqnroll;
using TestHarness.Devices.Luns;
using TestHarness.Failures;
using TestHarness.Labs.Guests;
using TestHarness.Labs.Recipes;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qemu.CommandLine.Reported;
using TestHarness.Qemu.Machines;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Guests;

/// <summary>The guests that a bug report describes by its command line.</summary>
[Binding]
public sealed class ReportedGuestSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    private const string Second = "second-guest";

    private ReportedCommandLine? _report;
    private GuestUnderTest? _second;
    private string? _refusal;

    /// <summary>
    /// Takes the QEMU command line of a report, with which the guest is launched. The text may be pasted from a
    /// log of libvirt, a list of processes, a terminal, a script or a mail. Memory, vCPUs and disks stay. Only known options and
    /// keys are used: images, networks, sockets, ports, displays and paths are replaced or dropped, and unknown options are
    /// refused before anything runs.
    /// </summary>
    [Given("QEMU is launched as reported:")]
    public void GivenQemuIsLaunchedAsReported(ReportedCommandLine commandLine) => _report = commandLine;

    /// <summary>
    /// Boots the guest as reported. The last word is the id of the report's disk that is under test. A disk whose image the
    /// environment maps to a guest (reportedImages) has that guest's system; without one, the harness's own image boots. The
    /// scenario's attachment reported-command-line.txt shows the use of each option of the report.
    /// </summary>
    [Given("a guest as reported, with {word} as its disk {word}")]
    [Given("a guest as reported on {word}, with the LUN as its disk {word}")]
    public async Task GivenAGuestAsReported(PlaceName place, DeviceId disk)
    {
        var (site, recipe) = (world.Place(place), await RecipeAsync(disk));
        world.Lab.Evidence.Write(
            MappingText.FileName, MappingText.Write(recipe.Launch(site, world.Lab.Environment.Guest, site.Host.Directory)));
        world.Guest = await GuestUnderTest.BootAsync(world.Lab, site, recipe, cancellationToken: world.Cancelled);
        output.WriteLine($"{world.Guest.Guest.Machine.Name} is up under {world.Guest.Place.Host.Tools.Accelerator}");
    }

    /// <summary>Makes the environment's LUN, and boots the guest as reported with the LUN as its disk.</summary>
    [Given("a guest as reported on {word}, with the shared LUN as its disk {word}")]
    public async Task GivenAGuestAsReportedWithTheSharedLun(PlaceName host, DeviceId disk)
    {
        world.Places = await new LunProvisioning(world.Lab).ProvideAsync(world.Cancelled);
        await GivenAGuestAsReported(host, disk);
    }

    /// <summary>
    /// Boots the guest as reported with several disks under test: a table with the columns disk (the id of the report's disk) and
    /// LUN (a name of the environment). Steps that name no disk use the first one.
    /// </summary>
    [Given("a guest as reported on {word}, with LUNs as its disks:")]
    public async Task GivenAGuestAsReportedWithLuns(PlaceName host, LunsOfDisks luns)
    {
        world.Places = await luns.ProvideAsync(world.Lab, world.Cancelled);
        await GivenAGuestAsReported(host, luns.Rows[0].Disk);
    }

    /// <summary>
    /// Checks the status over the report's <c>-qmp …,server</c>, a Unix socket in the scenario's directory; the harness uses
    /// another monitor.
    /// </summary>
    [Then("the report's monitor says that the guest runs")]
    public async Task ThenTheReportsMonitorAnswers()
    {
        var (socket, status) = await ReportMonitor.AskAsync(world.Guest.Guest.Machine, world.Cancelled);
        output.WriteLine($"{socket}: {status.Status}");
        if (!status.Running)
        {
            throw new HarnessException(
                FailureClass.GuestHealth, $"expected the monitor on {socket} to report 'running', found '{status.Status}'");
        }
    }

    /// <summary>Writes a file of random content, which identifies the disk later; a load can use the rest of the disk.</summary>
    [Given("the guest has a file of {int} MiB on a file system of {int} MiB at the start of its disk")]
    [When("the guest has a file of {int} MiB on a file system of {int} MiB at the start of its disk")]
    public async Task GivenTheGuestHasAFile(MebibyteCount size, MebibyteCount filesystem)
    {
        var file = await world.Guest.Data.MakeFileAsync(filesystem.Value, size.Value, world.Cancelled);
        output.WriteLine($"SHA-256 {file.Sha256}");
    }

    /// <summary>
    /// Boots two guests side by side, each with its own device; the second has the harness's own image. Other steps use the
    /// first guest.
    /// </summary>
    [When("two guests boot at once as reported, with {word} and {word} as their disk {word}")]
    public Task WhenTwoGuestsBoot(PlaceName place, PlaceName other, DeviceId disk) =>
        Task.WhenAll(GivenAGuestAsReported(place, disk), BootSecondAsync(other, disk));

    /// <summary>
    /// Boots a guest beside the scenario's one, on a place where that one does not run, with the harness's own image. Other steps
    /// use the first guest.
    /// </summary>
    [Given("a second guest as reported on {word}, with the LUN as its disk {word}")]
    public Task GivenASecondGuest(PlaceName place, DeviceId disk) => BootSecondAsync(place, disk);

    /// <summary>Expects that QEMU refuses to start a second guest as reported.</summary>
    [When("a second guest as reported, with {word} as its disk {word}, does not start")]
    public async Task WhenASecondGuestDoesNotStart(PlaceName place, DeviceId disk)
    {
        _refusal = await Expected.FailureAsync(FailureClass.Provision, () => BootSecondAsync(place, disk));
        output.WriteLine(_refusal);
    }

    /// <summary>Checks the first guest's file as the second guest reads it from its own disk.</summary>
    [Then("the second guest reads the same file")]
    public async Task ThenTheSecondGuestReadsTheSameFile() => output.WriteLine(
        await world.Guest.Data.VerifyFileOnAsync(
            Made(_second, "second guest", "two guests boot at once as reported, …").Data, world.Cancelled));

    /// <summary>
    /// Checks that the reason names the place as busy, and the first guest's QEMU. QEMU's own message may be only "Input/output
    /// error".
    /// </summary>
    [Then("the reason names {word} as busy, and the guest that has it")]
    public void ThenTheReasonNamesTheHolder(PlaceName place)
    {
        var holder = $"pid {world.Guest.Guest.Machine.ProcessId}";
        var refusal = Made(_refusal, "refused guest", "a second guest as reported, with … as its disk …, does not start");
        var missing = new[] { $"{place} is busy", holder }.Where(text => !refusal.Contains(text, StringComparison.Ordinal));
        if (missing.Any())
            throw new HarnessException(FailureClass.Provision, $"expected '{string.Join("' and '", missing)}' in: {refusal}");
    }

    private static T Made<T>(T? made, string what, string step)
        where T : class =>
        made ?? throw new HarnessException(FailureClass.Config, $"the scenario has no {what}: 'When {step}' comes first");

    private async Task BootSecondAsync(PlaceName place, DeviceId disk)
    {
        _second =
            await GuestUnderTest.BootAsync(
                world.Lab,
                world.Place(place),
                new ReportedGuest(Report, disk.Text),
                name: Second,
                cancellationToken: world.Cancelled);
        world.OtherGuests = world.OtherGuests.Add(_second);
    }

    private ReportedCommandLine Report => _report ?? throw new HarnessException(
        FailureClass.Config, "no command line was given: 'Given QEMU is launched as reported:' comes first");

    private Task<ReportedGuest> RecipeAsync(DeviceId disk) =>
        ReportedGuests.MakeAsync(world.Lab, Report, disk.Text, world.GuestName, world.Cancelled);
}
