using Reqnroll;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>The match of two mdevs, checked before a QEMU starts.</summary>
[Binding]
public sealed class MdevMatchSteps(ScenarioWorld world, MdevWorld mdevs, IReqnrollOutputHelper output)
{
    /// <summary>
    /// Takes the recording of a part of a host's sysfs, /etc/mdevctl.d and /proc, for hardware that the lab does not have. The
    /// second word is the UUID. A line is PATH = CONTENT, with \n for a line end within it, \0 for a NUL and \\ for a backslash,
    /// or PATH -> TARGET for a symbolic link; at most 8192 lines and 1 MiB. The recording stays in memory, and links lead nowhere
    /// outside of it.
    /// </summary>
    [Given("{word} is the mdev {word} of a host that was recorded as:")]
    public void GivenAnMdevThatWasRecorded(MdevName name, Guid uuid, TreeListing listing) => mdevs.Record(name, uuid, listing);

    /// <summary>
    /// Takes the recording of the other mdev with changed lines, as the same UUID on another host. A line replaces the line of
    /// its path.
    /// </summary>
    [Given("{word} was recorded like {word}, but for {string}")]
    [Given("{word} was recorded like {word}, but for:")]
    public void GivenAnMdevThatWasRecordedLike(MdevName name, MdevName other, TreeListing changes) =>
        mdevs.RecordAs(name, other, changes);

    /// <summary>Checks the verdict: same (all attributes are equal) or compatible (the guest sees no difference).</summary>
    [Then("the match of {word} with {word} says {word}")]
    public async Task ThenTheMatchSays(MdevName source, MdevName destination, MdevVerdict verdict)
    {
        var comparison = await mdevs.MatchAsync(source, destination, world.Cancelled);
        output.WriteLine(comparison.ToText());
        if (comparison.Verdict != verdict)
            throw new HarnessException(
                FailureClass.Preflight,
                $"expected the mdevs to be {verdict.ToString().ToLowerInvariant()}, found: {comparison.ToText()}");
    }

    /// <summary>Expects a pre-flight failure of the match, before a QEMU starts.</summary>
    [When("the match of {word} with {word} is refused")]
    public async Task WhenTheMatchIsRefused(MdevName source, MdevName destination) =>
        world.Refusal =
            await Expected.FailureAsync(FailureClass.Preflight, () => mdevs.MatchAsync(source, destination, world.Cancelled));

    /// <summary>
    /// Checks that the reason has exactly the differences that prevent the migration: a table with the columns attribute, source
    /// and destination.
    /// </summary>
    [Then("the reason is:")]
    public void ThenTheReasonIs(ExpectedDifferences expected)
    {
        output.WriteLine(world.Refusal ?? "");
        world.CheckRefusal($": {MdevMatch.Reasons(expected.Differences)}\n");
    }
}
