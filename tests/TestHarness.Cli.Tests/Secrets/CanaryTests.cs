using System.IO.Compression;
using System.Text;
using TestHarness.Cli.Tests.Support;

namespace TestHarness.Cli.Tests.Secrets;

/// <summary>
/// Secrets that the guest prints, in its answers, on its console and in its kernel log, that stand in step texts and in a host's
/// errors: none may be in what a run leaves, or in the process list while it runs.
/// </summary>
[Category("slow")]
public sealed class CanaryTests
{
    private readonly HashSet<string> _seen = [];
    private HarnessProcess _harness = null!;
    private HarnessOutput _guest = null!;
    private HarnessOutput _host = null!;

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        _harness = new HarnessProcess();
        Skip.UnlessInstalled(SkipReason.NoQemu, "qemu-system-x86_64");

        foreach (var canary in Canary.All)
            _harness.Variables[canary.Variable] = canary.Value;
        var feature = Write("canaries.feature", Feature());
        _guest = await WatchedAsync(_harness.RunAsync("run", feature, "--env", Write("lab.yaml", Environment(""))));
        var lun = Path.Combine(_harness.Folder, Canary.All[0].Value);
        _host = await _harness.RunAsync("run", feature, "--env", Write("host.yaml", Environment($", path: '{lun}'")));
    }

    [OneTimeTearDown]
    public void End() => _harness.Dispose();

    [Test]
    public void The_secrets_were_printed()
    {
        Assert.That(_guest.Output, Does.Contain("1 passed, 1 failed"), _guest.Output + _guest.Error);
        Assert.That(_host.Output, Does.Contain("0 passed, 2 failed").And.Contain("is not visible on host1: stat: "), _host.Error);
        var (log, kernel) = (ReadReport("guest-serial.log"), ReadReport("guest-kernel.log"));
        foreach (var canary in Canary.All)
        {
            Assert.That(log, Does.Contain($"[secret {canary.Variable}]"));
            Assert.That(kernel, Does.Contain($"[secret {canary.Variable}]"));
        }
    }

    [Test]
    public void Secrets_are_not_in_the_evidence() => Assert.That(LeaksOfFolder("evidence"), Is.Empty);

    [Test]
    public void Secrets_are_not_in_the_bundles()
    {
        var bundles = Directory.GetFiles(_harness.Reports, "*.zip", SearchOption.AllDirectories);
        var folder = Path.Combine(_harness.Folder, "unpacked");
        foreach (var bundle in bundles)
            ZipFile.ExtractToDirectory(bundle, Path.Combine(folder, Path.GetRandomFileName()));

        Assert.That(bundles, Is.Not.Empty);
        Assert.That(Leaks(Directory.GetFiles(folder, "*", SearchOption.AllDirectories)), Is.Empty);
    }

    [Test]
    public void Secrets_are_not_in_the_ledger_or_the_process_list_while_the_guest_runs() => Assert.That(_seen, Is.Empty);

    [Test]
    public void Secrets_are_not_in_the_results() => Assert.That(LeaksOfFolder("allure-results"), Is.Empty);

    [Test]
    public void Secrets_are_not_printed() =>
        Assert.That(Canary.All.Where(canary => canary.IsIn(_guest.Output + _guest.Error + _host.Output + _host.Error)), Is.Empty);

    private string ReadReport(string name) =>
        File.ReadAllText(Directory.GetFiles(_harness.Reports, name, SearchOption.AllDirectories).Single());

    private string[] LeaksOfFolder(string name) =>
        Leaks(Directory.GetFiles(Path.Combine(_harness.Reports, name), "*", SearchOption.AllDirectories));

    private static string[] Leaks(IEnumerable<string> files) =>
    [
        .. from file in files
           let text = $"{file}\n{File.ReadAllText(file)}"
           from canary in Canary.All
           where canary.IsIn(text)
           select $"{Path.GetFileName(file)} has {canary.Variable}",
    ];

    /// <summary>Looks at all processes and ledgers again and again while the harness runs.</summary>
    private async Task<HarnessOutput> WatchedAsync(Task<HarnessOutput> run)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!run.IsCompleted)
        {
            _seen.UnionWith(from file in CommandLines().Concat(Ledgers())
                           let text = Read(file)
                           from canary in Canary.All
                           where canary.IsIn(text)
                           select $"{canary.Variable}: {text}");
            await timer.WaitForNextTickAsync();
        }

        return await run;
    }

    private static IEnumerable<string> CommandLines() =>
        Directory.GetDirectories("/proc").Where(path => path[6..].All(char.IsAsciiDigit)).Select(path => $"{path}/cmdline");

    private string[] Ledgers() =>
        Directory.Exists(_harness.State) ? Directory.GetFiles(_harness.State, "*", SearchOption.AllDirectories) : [];

    private static string Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or the ledger is complete and deleted.
            return "";
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_harness.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Without a secret in it as it is but one: a step's text is a line.</summary>
    private static string Feature()
    {
        var steps = Canary.All.SelectMany(canary => new[]
        {
            $"echo {canary.Base64} | base64 -d",
            $"echo {canary.Base64} | base64 -d > /dev/ttyS0",
            $"echo {InBase64($"printf '<6>%s' \"$(echo {canary.Base64} | base64 -d)\" > /dev/kmsg")} | base64 -d | sh",
        });
        var lines = steps.Append($"echo {Canary.All[0].Value}").Select(script => $"When the guest runs \"{script}\"");
        return $"""
            @hosts:1 @needs:qemu @needs:lun
            Feature: Canaries
              Scenario: A guest prints secrets
                Given a guest on host1 with the shared LUN
                {string.Join("\n    ", lines)}
                Then the guest runs on host1
              Scenario: A message has the secret {Canary.All[0].Value}
                Given a guest on {Canary.All[0].Value} with the shared LUN
                Then the guest is healthy
            """;
    }

    private static string InBase64(string script) => Convert.ToBase64String(Encoding.UTF8.GetBytes(script));

    private static string Environment(string path) => $$"""
        name: canaries
        hosts: [{ name: host1, connection: local }]
        storage: { luns: [{ name: lun0, kind: file, size: 16MiB{{path}} }] }
        qemu: { accelerator: tcg }
        secrets: [{{string.Join(", ", Canary.All.Select(canary => canary.Variable))}}]
        kernelLogAllow:
          - pattern: 'hrtimer: interrupt took|clocksource: Long readout interval'
            reason: an emulated guest stands still on a busy machine
            expires: {{DateTime.UtcNow.AddDays(1):yyyy-MM-dd}}
        """;
}
