using System.CommandLine;
using TestHarness.Cli.Commands;
using TestHarness.Golden;

namespace TestHarness.Cli.Tests.Commands;

/// <summary>The commands, arguments and options with the texts that their help shows.</summary>
[TestFixture]
[Category(GoldenFile.Category)]
internal sealed class GoldenHelpTests
{
    [Test]
    public void The_commands_and_options_are_those_of_the_golden_file() =>
        new GoldenFile("command-help.txt").Compare(Lines(HarnessCommand.Create(), "harness"));

    private static IEnumerable<string> Lines(Command command, string path) =>
    [
        .. $"{path}: {command.Description}".TrimEnd().Split('\n').Select(line => line.TrimEnd()),
        .. command.Arguments.Select(argument => $"  <{argument.Name}> {Count(argument.Arity)}: {argument.Description}"),
        .. command.Options.OrderBy(option => option.Name, StringComparer.Ordinal).Select(Line),
        .. command.Subcommands.Where(each => !each.Hidden).SelectMany(each => Lines(each, $"{path} {each.Name}")),
    ];

    private static string Line(Option option)
    {
        var names = option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name);
        return $"  {string.Join(", ", names)} {Count(option.Arity)}: {option.Description}";
    }

    private static string Count(ArgumentArity arity) =>
        $"({arity.MinimumNumberOfValues} to {arity.MaximumNumberOfValues} values)";
}
