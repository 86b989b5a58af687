using System.IO.Compression;
using System.Text.Json;
using TestHarness.Cli.Tests.Support;
using TestHarness.Tests.Texts;

namespace TestHarness.Cli.Tests.Terminals;

/// <summary>
/// Nothing that a file has in it reaches a terminal or a result as what a terminal obeys, nor a secret's value at all.
/// </summary>
public sealed class EscapesTests
{
    private HarnessProcess _harness = null!;

    private string Features => HostileFolder.Make(_harness.Folder);

    private string Mistakes => HostileFolder.MakeMistakes(_harness.Folder);

    private string HostileEnvironment => HostileFolder.MakeEnvironment(_harness.Folder);

    [SetUp]
    public void Start()
    {
        _harness = new HarnessProcess();
        _harness.Variables[HostileFolder.SecretVariable] = HostileFolder.Secret;
    }

    [TearDown]
    public void End() => _harness.Dispose();

    [Test]
    public async Task List_shows_escapes()
    {
        var output = await RunAsync(0, "list", HostileFolder.Make(_harness.Folder));
        Assert.That(output, Does.Contain(@"passes \x1b[31mRED\x1b]0;title\x07").And.Contain(@"\x0a").Or.Contain(@"\n.feature"));
    }

    [TestCase("validate")]
    [TestCase("run")]
    [TestCase("check")]
    public async Task Mistakes_show_escapes(string command)
    {
        var output = await RunAsync(2, command, Mistakes, "--env", HostileEnvironment);
        Assert.That(output, Does.Contain(@"no step definition for 'Given \x1b[31mRED").And.Contain("Language not supported"));
    }

    [TestCase("validate")]
    [TestCase("run")]
    [TestCase("check")]
    public async Task An_environment_that_is_wrong_shows_escapes(string command) =>
        await RunAsync(2, command, Features, "--env", HostileFolder.MakeWrongEnvironment(_harness.Folder));

    [Test]
    public async Task Check_shows_escapes()
    {
        var output = await RunAsync(0, "check", Features, "--env", HostileEnvironment);
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain(@"environment no-qemu: \x1b[31mRED"));
            Assert.That(output, Does.Contain($"[secret {HostileFolder.SecretVariable}]"));
        });
    }

    [TestCase("frobnicate%")]
    [TestCase("run --bogus%")]
    [TestCase("run nowhere%.feature")]
    [TestCase("run --tags @%and(")]
    [TestCase("run --tags @nobody%")]
    [TestCase("run --env nowhere%")]
    [TestCase("lab up --hosts %")]
    [TestCase("[suggest:3] run%")]
    [TestCase("[diagram] run %")]
    public async Task Arguments_show_escapes(string arguments)
    {
        var words = arguments.Replace("%", "\e[31m\u009b2J", StringComparison.Ordinal).Split(' ');
        await RunAsync(null, words);
    }

    [Test]
    public async Task Steps_are_listed_without_escapes() => await RunAsync(0, "steps");

    [Test]
    public async Task A_run_shows_escapes_and_hides_the_secret_in_output_and_results()
    {
        var output = await RunAsync(1, "run", Features, "--env", HostileEnvironment);
        Assert.Multiple(() =>
        {
            Assert.That(output.Split('\n'), Does.Contain("1 passed, 2 failed, 1 skipped"));
            Assert.That(output.Split('\n'), Does.Not.Contain("3 passed, 0 failed, 0 skipped"));
            Assert.That(output, Does.Contain($"[secret {HostileFolder.SecretVariable}]"));
            foreach (var file in Directory.GetFiles(_harness.Reports, "*", SearchOption.AllDirectories))
                CheckResult(file);
        });
    }

    [Test]
    public async Task Events_show_escapes_and_hide_the_secret()
    {
        var output = await RunAsync(1, "run", Features, "--env", HostileEnvironment, "--json", "--quiet");
        Assert.That(output, Does.Contain("\"kind\":\"stepStarted\"").And.Contain(@"\\x1b[31mRED"));
        Assert.That(output, Does.Contain($"[secret {HostileFolder.SecretVariable}]"));
    }

    private async Task<string> RunAsync(int? exitCode, params string[] arguments)
    {
        var result = await _harness.RunAsync(arguments);
        Assert.Multiple(() =>
        {
            Assert.That(TerminalMachine.Obeyed(result.Output), Is.Empty, "output");
            Assert.That(TerminalMachine.Obeyed(result.Error), Is.Empty, "errors");
            Assert.That(TerminalMachine.Unseen($"{result.Output}{result.Error}").Select(code => $"U+{code:X4}"), Is.Empty);
            Assert.That(result.Error, Does.Not.Contain("   at TestHarness"));
            if (exitCode is { } expected)
                Assert.That(result.ExitCode, Is.EqualTo(expected), result.Error);
            if (arguments.Any(argument => argument.Contains("hostile", StringComparison.Ordinal)))
                Assert.That($"{result.Output}{result.Error}", Does.Not.Contain(HostileFolder.Secret));
        });
        return $"{result.Output}{result.Error}";
    }

    private static void CheckResult(string file)
    {
        foreach (var each in Texts(file))
        {
            Assert.That(TerminalMachine.Obeyed(each), Is.Empty, file);
            Assert.That(TerminalMachine.Unseen(each).Select(code => $"U+{code:X4}"), Is.Empty, file);
            Assert.That(each, Does.Not.Contain(HostileFolder.Secret), file);
            if (each.StartsWith("<p>", StringComparison.Ordinal))
                Assert.That(each, Does.Not.Contain("<script>").And.Not.Contain("<img"));
        }
    }

    private static string[] Texts(string file) => file.EndsWith(".zip", StringComparison.Ordinal)
        ? [.. BundledTexts(file)]
        : Texts(Path.GetFileName(file), File.ReadAllText(file));

    /// <summary>Reads the files of a bundle, but its feature, which is the user's own text as it is.</summary>
    private static List<string> BundledTexts(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        var texts = new List<string>();
        foreach (var entry in archive.Entries.Where(entry => entry.Name != "scenario.feature"))
        {
            using var reader = new StreamReader(entry.Open());
            texts.AddRange(Texts(entry.Name, reader.ReadToEnd()));
        }

        return texts;
    }

    private static string[] Texts(string name, string text)
    {
        return name switch
        {
            "report.html" => [.. Strings(JsonDocument.Parse(MessagesOf(text)).RootElement)],
            "messages.ndjson" => [.. text.Split('\n').Where(line => line.Length > 0).SelectMany(
                line => Strings(JsonDocument.Parse(line).RootElement))],
            _ when name.EndsWith(".json", StringComparison.Ordinal) => [.. Strings(JsonDocument.Parse(text).RootElement)],
            _ => [text],
        };
    }

    /// <summary>Cucumber's report is a program and the messages that it shows.</summary>
    private static string MessagesOf(string report)
    {
        const string start = "CUCUMBER_MESSAGES = ";
        var from = report.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var messages = report[from..report.IndexOf("];", from, StringComparison.Ordinal)] + "]";
        return messages.Replace(@"\x3C", @"\u003C", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value).Append(property.Name)),
        _ => [],
    };
}
