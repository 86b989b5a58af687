using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Commands;

/// <summary>The virtual lab's commands on a machine without one.</summary>
public sealed class LabTests
{
    private HarnessProcess _harness = null!;

    [SetUp]
    public void Start() => _harness = new HarnessProcess();

    [TearDown]
    public void End() => _harness.Dispose();

    [TestCase("lab status", 1, "the virtual lab is not up: run 'harness lab up'")]
    [TestCase("lab down", 0, "the virtual lab is not up")]
    [TestCase("lab ssh host1 true", 1, "[preflight] host1 of the virtual lab is not up: run 'harness lab up'")]
    [TestCase("lab console host2", 1, "[preflight] host2 of the virtual lab is not up: run 'harness lab up'")]
    [TestCase("lab logs host1", 1, "[preflight] there are no logs of host1 yet: run 'harness lab up'")]
    [TestCase("lab ssh host4 true", 2, "[config] ")]
    [TestCase("lab up --hosts 4", 2, "[config] a virtual lab has 1 to 3 hosts, not 4")]
    [TestCase("lab up --memory 12", 2, "[config] a virtual lab has 512 to 65536 MiB of memory for each host, not 12")]
    public async Task A_lab_that_is_not_up_is_reported(string arguments, int exitCode, string text)
    {
        var result = await _harness.RunAsync(arguments.Split(' '));

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Output + result.Error);
        Assert.That(result.Output + result.Error, Does.StartWith(text));
        Assert.That(Directory.Exists(Path.Combine(_harness.State, "testharness", "lab", "host1")), Is.False);
    }
}
