using Reqnroll;
using TestHarness.Failures;
using TestHarness.GuestPlaces;
using TestHarness.Qemu.Machines;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Hosts;

/// <summary>QEMUs of a host that run no guest of the scenario.</summary>
[Binding]
public sealed class QemuSteps(ScenarioWorld world, IReqnrollOutputHelper output)
{
    private QueryAtEnd? _ends;

    /// <summary>
    /// Starts QEMU without a guest again and again: it migrates to nowhere, and is ended by SIGTERM while its monitor is asked
    /// for the migration.
    /// </summary>
    [When("QEMU on {word} ends {int} time(s) while it is asked for its migration")]
    public async Task WhenQemuEnds(HostName host, RoundCount rounds)
    {
        var lab = world.Lab.Host(host);
        _ends = await QueryAtEnd.MakeAsync(lab.Host, lab.Tools.Qemu.Path, rounds.Value, world.Cancelled);
        output.WriteLine($"QEMU crashed in {_ends.Crashes} of {_ends.Rounds} rounds");
    }

    /// <summary>Checks that each QEMU exited with code 0.</summary>
    [Then("QEMU has not crashed")]
    public void ThenQemuHasNotCrashed()
    {
        if (_ends is null)
            throw new HarnessException(
                FailureClass.Config, "'When QEMU on HOST ends N times while it is asked for its migration' comes first");
        _ends.ThrowIfCrashed();
    }
}
