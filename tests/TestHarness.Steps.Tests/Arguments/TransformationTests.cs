using TestHarness.Scenarios.Checking;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Arguments;

/// <summary>A bad argument is a problem of the feature's line, found before anything runs.</summary>
internal sealed class TransformationTests
{
    private readonly StepVocabulary _steps = StepVocabulary.Load(typeof(ScenarioWorld).Assembly);

    [OneTimeTearDown]
    public void Unload() => _steps.Dispose();

    [TestCase("Given a guest on ../etc with the shared LUN", "'../etc' is not the name of a host")]
    [TestCase("Given a guest with the mdev -u", "'-u' is not the name of an mdev")]
    [TestCase("Given an mdev m of type ../x on host1", "'../x' is not the name of an mdev type")]
    [TestCase(
        "Given an mdev m of type t that is only defined on host1, below the parent ../cron.d",
        "'../cron.d' is not the name of an mdev's parent")]
    [TestCase(
        "Given vdpa devices a,writable=off and b on host1 from vduse, which share a backend",
        "'a,writable=off' is not the name of a vdpa device")]
    [TestCase(
        "Given vdpa devices a and b on host1 from /dev/sda, which share a backend",
        "'/dev/sda' is not a provider of vdpa devices: expected vdpa_sim_blk, vduse or existing")]
    [TestCase(
        "Given a pool <x/> of vHBA 1 of the environment on each host, with the same LUN in them",
        "'<x/>' is not the name of a storage pool")]
    [TestCase("Then virsh shows the pool as $(id)", "'$(id)' is not a state of a pool: expected running, stopped or autostart")]
    [TestCase("Then the reason names LUN a/b by the path of the LUN on host1", "'a/b' is not the name of a LUN")]
    [TestCase("When the guest is migrated to `id`", "'`id`' is not the name of a place for a guest")]
    [TestCase(
        "When the guest is migrated 0 times between host1 and host2",
        "expected legs of a migration: a whole number from 1 to 10000, found '0'")]
    [TestCase("When a host overwrites 4096 bytes of the LUN at byte -1", "expected the offset of a byte: a whole number from 0")]
    [TestCase("Given the guest writes \"rm -rf /\" to the LUN, pass after pass", "'rm -rf /' is not a dd command")]
    [TestCase(
        "Given a guest on host1 with the shared LUN, whose VF stays connected by \"-device\"",
        "'-device' is not a way to keep a guest connected")]
    [TestCase("Given a is the mdev x of a host that was recorded as:\n\"\"\"\n\"\"\"", "'x' is not a UUID")]
    [TestCase("Given a was recorded like b, but for \"/proc/../../etc/x = y\"", "the path leads out of the recorded tree")]
    [TestCase(
        "Given an mdev m of type t on host1 with the attributes:\n| attribute | value |\n| ../../x | 1 |",
        "'../../x' is not an attribute of an mdev")]
    [TestCase("Given an mdev m of type t on host1 with the attributes:\n| name | value |\n| x | 1 |", "attribute")]
    [TestCase("Then the reason names \"\"", "expected a text that the reason must name, found ''")]
    [TestCase(
        "Then NIC 1 of the guest is without its VF, for a reason that names \" \"",
        "expected a text that the reason must name")]
    [TestCase(
        "Then the health check fails and names:\n| finding |",
        "expected a table with rows of what must be found (finding), found none")]
    [TestCase(
        "Then the data check fails and names:\n| finding |\n| |",
        "expected a text in each cell of finding, found an empty one")]
    [TestCase("Then the reason is:\n| attribute | source | destination |", "expected a table with rows of what must be found")]
    [TestCase(
        "When the guest is migrated 0 times between host1 and host2",
        "expected legs of a migration: a whole number from 1 to 10000")]
    [TestCase("When the guest runs \"\"", "expected a shell command that the guest runs")]
    [TestCase("When the guest runs \" \"", "expected a shell command that the guest runs")]
    [TestCase("When the guest runs \"# reboot\"", "found '# reboot', which runs nothing")]
    [TestCase("When the guest runs \"\", which fails", "expected a shell command that the guest runs")]
    [TestCase("Given a was recorded like b, but for \"\"", "expected lines of a recorded tree")]
    [TestCase("Given a was recorded like b, but for:\n\"\"\"\n# nothing\n\"\"\"", "found none in '# nothing'")]
    [TestCase(
        "Given an mdev m of type t on host1 with the attributes:\n| attribute | value |",
        "expected a table with rows (attribute, value), found none")]
    [TestCase(
        "When the guest is migrated to host2 with:\n| option | value |",
        "expected a table with rows (option, value), found none")]
    [TestCase(
        "Then the data check fails and names:\n| finding |\n| \\n |",
        "expected a text in each cell of finding, found an empty one")]
    public async Task A_bad_argument_is_a_problem_of_its_line(string step, string message)
    {
        var problems = await FindAsync(step);
        Assert.That(problems.Select(problem => problem.Message), Has.One.Contains(message));
        Assert.That(problems[0].Line, Is.AtLeast(4));
    }

    [TestCase("Given a guest on host1 with the shared LUN")]
    [TestCase("Given vdpa devices vdpa0 and vdpa1 on host1 from vduse, which share a backend")]
    [TestCase("Given a libvirt domain on host1 with the LUN as device lun of type volume")]
    [TestCase("Given the policy for a VF that cannot be added is to \"go on\"")]
    [TestCase("Then the match of a with b says same")]
    public async Task A_good_argument_is_not_a_problem(string step) => Assert.That(await FindAsync(step), Is.Empty);

    private async Task<FeatureProblem[]> FindAsync(string step)
    {
        var folder = Directory.CreateTempSubdirectory("testharness-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "a.feature"),
                $"Feature: a\n\n  Scenario: b\n    {step}\n    Then the guest is healthy\n");
            return [.. await new FeatureCheck(_steps).FindAsync(FeatureSet.Load([folder.FullName], folder.FullName))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
