using System.Text.RegularExpressions;
using TestHarness.Cli.Commands;
using TestHarness.Steps.World;
using YamlDotNet.RepresentationModel;

namespace TestHarness.Cli.Tests.Documents;

/// <summary>The commands in the pages and pipeline files of reports are those that the harness has.</summary>
public sealed partial class PipelineFilesTests
{
    private static readonly string Docs = Path.Combine(RunSettings.Root, "docs");

    [TestCase("ci/github-actions.yml", 2)]
    [TestCase("ci/gitlab-ci.yml", 2)]
    [TestCase("ci/Jenkinsfile", 2)]
    [TestCase("reports.md", 5)]
    public void Each_command_has_options_that_exist(string file, int count)
    {
        string[] commands = [.. Commands().Matches(Read(file)).Select(command => command.Groups[1].Value)];

        Assert.That(commands, Has.Length.EqualTo(count));
        foreach (var command in commands)
            Assert.That(HarnessCommand.Create().Parse(Words(command)).Errors.Select(error => error.Message), Is.Empty, command);
    }

    [TestCase("ci/github-actions.yml")]
    [TestCase("ci/gitlab-ci.yml")]
    public void A_pipeline_file_is_YAML(string file)
    {
        using var reader = new StringReader(Read(file));
        Assert.That(() => new YamlStream().Load(reader), Throws.Nothing);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Docs, file));

    /// <summary>Splits a command into words, with a part of three in place of a pipeline's variables.</summary>
    private static string[] Words(string command) =>
    [
        .. Variables().Replace(command.Split(" #")[0], "1/3").Replace("1/3/3", "1/3", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('\'')),
    ];

    [GeneratedRegex(@"^[^`\n]*(?<!`)\./harness ([^'\n]*('\S*')?[^'\n]*)", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\$\{\{ matrix\.shard \}\}|\$CI_NODE_INDEX/\$CI_NODE_TOTAL|\$SHARD")]
    private static partial Regex Variables();
}
