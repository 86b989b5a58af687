using TestHarness.Labs;
using TestHarness.Scenarios.Features;
using TestHarness.Scenarios.Running;
using TestHarness.Scenarios.Runtime;
using TestHarness.Steps.Hooks;
using TestHarness.Steps.World;

namespace TestHarness.Steps.Tests.Hooks;

/// <summary>
/// Scenarios that run through the real hooks on Reqnroll's runner. The hosts are this machine; the run of the process is of an
/// environment of these tests, and learns its baseline.
/// </summary>
[TestFixture]
[Category("slow")]
internal sealed class LabHooksTests
{
    private const string NotChecked = "not checked: kernel taint of lab1: planted";

    private const string Environment = """
        name: hooks
        hosts:
          - { name: lab1, connection: local }
          - { name: lab2, connection: local }
        storage:
          luns:
            - { name: lun0, kind: file, size: 16MiB }
        guest: { image: builtin, memory: 128MiB }
        qemu: { accelerator: tcg }
        notCheckedAllow:
          - { check: core dumps, reason: the owner's choice, expires: 2099-12-31 }
          - { check: kernel log, reason: the owner's choice, expires: 2099-12-31 }
          - { check: leaks, reason: the owner's choice, expires: 2099-12-31 }
        kernelLogAllow:
          - { pattern: '.', reason: the machine is not under test, expires: 2099-12-31, scope: host }
        """;

    private readonly SettingsOfTests _settings = new();
    private StepVocabulary _steps = null!;

    [OneTimeSetUp]
    public void UseEnvironment()
    {
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");
        Skip.UnlessInstalled(SkipReason.NoImageTool, "apt-cache", "apt-get", "dpkg-deb");
        var file = Path.Combine(_settings.Folder, "hooks.yaml");
        File.WriteAllText(file, Environment);
        _settings.Set(RunSettings.EnvironmentVariable, file);
        _settings.Set(RunSettings.ReportsVariable, Path.Combine(_settings.Folder, "reports"));
        _settings.Set(RunSettings.LearnVariable, "true");
        _settings.Set(RunSettings.StrictVariable, null);
        _steps = StepVocabulary.Load(typeof(LabHooks).Assembly, typeof(HookSteps).Assembly);
    }

    [TearDown]
    public void BeLenient() => _settings.Set(RunSettings.StrictVariable, null);

    [OneTimeTearDown]
    public void PutBack()
    {
        _steps?.Dispose();
        _settings.Dispose();
    }

    [Test]
    public async Task Data_that_nothing_has_compared_fails_the_scenario_and_nothing_of_it_is_learned()
    {
        var end = await RunAsync(
            "@hosts:1 @needs:qemu @needs:lun",
            "Given a guest on lab1 with the shared LUN",
            "And the guest writes stamped blocks to the LUN",
            "When a leg of 100 ms is measured",
            "And the load is stopped");

        Assert.That(end.Message, Does.StartWith("[config] the data of the load (").And.Contain("was not compared"));
        Assert.That(end.Lines, Does.Contain("baseline: no figures were added, as the scenario failed"));
    }

    [Test]
    public async Task A_path_loss_that_is_expected_and_not_seen_fails_the_scenario()
    {
        var end = await RunAsync("@hosts:1", "Given the loss of a path is expected on lab1", "When a step passes");

        Assert.That(end.Message, Does.StartWith("[guest-health] expected lab1 to report the loss of a path"));
    }

    [Test]
    public async Task A_scenario_that_has_failed_already_keeps_its_failure_alone()
    {
        var end = await RunAsync("@hosts:1", "Given the loss of a path is expected on lab1", "When a step fails");

        Assert.That(end.Message, Is.EqualTo("[data] planted"));
    }

    [Test]
    public async Task A_need_that_is_misspelt_fails_a_scenario_without_hosts()
    {
        var end = await RunAsync("@need:kvm", "When a step passes");

        Assert.That(end.Message, Does.StartWith("[config] ").And.Contain("need:kvm"));
    }

    [Test]
    public async Task A_check_that_was_not_made_and_a_finding_that_was_accepted_are_reported()
    {
        var end = await RunAsync("@hosts:1", "When a check is not made", "And a finding is accepted");

        Assert.That(end.Message, Is.Null);
        Assert.That(end.Lines, Has.Some.StartsWith(NotChecked));
        Assert.That(end.Lines, Does.Contain("allowed: 1 finding: 1 × kernel taint of lab1 (known)"));
    }

    [Test]
    public async Task A_check_that_was_not_made_fails_a_strict_run()
    {
        _settings.Set(RunSettings.StrictVariable, "true");

        Assert.That((await RunAsync("@hosts:1", "When a check is not made")).Message, Does.Contain($"strict mode: {NotChecked}"));
    }

    [Test]
    public async Task A_check_that_was_not_made_fails_a_scenario_of_a_strict_environment()
    {
        var end = await RunAsync("@hosts:1", "Given a lab whose environment is strict", "When a check is not made");

        Assert.That(end.Message, Does.Contain($"strict mode: {NotChecked}"));
    }

    [Test]
    public async Task A_scenario_that_failed_is_closed_and_its_evidence_is_attached()
    {
        var end = await RunAsync("@hosts:1", "When a step fails");

        Assert.That(end.Attachments, Is.SupersetOf(new[] { "commands.jsonl", "hosts.txt", "host-kernel.log" }));
        Assert.That(Directory.GetFiles(HarnessPaths.Ledgers), Is.Empty);
    }

    [Test]
    public async Task The_figures_of_a_scenario_that_passed_are_learned_under_its_feature_and_title()
    {
        var end = await RunAsync("@hosts:1", "When a leg of 100 ms is measured");

        Assert.That(end.Lines, Has.Some.StartsWith("baseline: added leg 1: total time 100 ms to "));
        Assert.That(File.ReadAllText(RunSettings.BaselinePath), Does.Contain("\"Hooks: The scenario\""));
    }

    [TestCase("@hosts:1 @any-host")]
    [TestCase("@hosts:1")]
    public async Task A_host_whose_name_in_the_environment_differs_is_reported(string tags)
    {
        var end = await RunAsync(tags, "When a step passes");

        Assert.That(end.Message, Is.Null);
        Assert.That(end.Lines, Has.One.Matches("^host1 is lab[12]$"));
    }

    private async Task<ScenarioEnd> RunAsync(string tags, params string[] steps)
    {
        var text = $"{tags}\nFeature: Hooks\n  Scenario: The scenario\n{string.Concat(steps.Select(step => $"    {step}\n"))}";
        var end = new ScenarioEnd();
        await new FeatureRunner(_steps, new RunOptions([end])).RunAsync(
            new FeatureSet([FeatureFile.Parse(text, "hooks.feature")], []));
        return end;
    }
}
