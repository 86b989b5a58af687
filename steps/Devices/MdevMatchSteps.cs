using Reqnroll;
using TestHarness.Devices.Mdev;
using TestHarness.Devices.Mdev.Matching;
using TestHarness.Devices.Trees;
using TestHarness.Failures;
using TestHarness.Steps.Arguments;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Devices;

/// <summary>Whether a guest can be migrated from one mdev to another, asked before any QEMU is started.</summary>
[Binding]
public sealed class MdevMatchSteps(ScenarioWorld world, MdevWorld mdevs, IReqnrollOutputHelper output)
{
    /// <summary>
    /// Part of a host's sysfs, /etc/mdevctl.d and /proc, for hardware that no lab here has. A line is PATH = CONTENT, with \n where a line
    /// ends within it, \0 for a NUL and \\ for a backslash, or PATH -> TARGET for a symbolic link; at most 8192 lines and 1 MiB.
    /// It is read in memory, and links lead to nothing outside of it. The second word is the UUID.
    /// </summary>
    [Given("{word} is the mdev {word} of a host that was recorded as:")]
    public void GivenAnMdevThatWasRecorded(MdevName name, Guid uuid, TreeListing listing) => mdevs.Record(name, uuid, listing);

    /// <summary>The same UUID on another host, with one line of the recording in another's place.</summary>
    [Given("{word} was recorded like {word}, but for {string}")]
    [Given("{word} was recorded like {word}, but for:")]
    public void GivenAnMdevThatWasRecordedLike(MdevName name, MdevName other, TreeListing changes) =>
        mdevs.RecordAs(name, other, changes);

    /// <summary>The verdict is same (nothing tells them apart) or compatible (the guest cannot).</summary>
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

    /// <summary>Before QEMU is started: a pre-flight failure.</summary>
    [When("the match of {word} with {word} is refused")]
    public async Task WhenTheMatchIsRefused(MdevName source, MdevName destination) =>
        world.Refusal =
            await Expected.FailureAsync(FailureClass.Preflight, () => mdevs.MatchAsync(source, destination, world.Cancelled));

    /// <summary>All that keeps the guest from being migrated, and nothing else: a table with the columns attribute, source and destination.</summary>
    [Then("the reason is:")]
    public void ThenTheReasonIs(ExpectedDifferences expected)
    {
        output.WriteLine(world.Refusal ?? "");
        world.CheckRefusal($": {MdevMatch.Reasons(expected.Differences)}\n");
    }
}
