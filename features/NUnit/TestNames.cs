using System.Text;
using TestHarness.Scenarios.Features;

namespace TestHarness.Features;

/// <summary>Names fixtures and tests as Reqnroll's generator does.</summary>
internal static class TestNames
{
    private const string Root = "TestHarness.Features";

    public static string Namespace(string folder) => string.Join(
        '.',
        folder.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(f => f == FeatureFolder.Name)
            .Select(Identifier)
            .Prepend(Root));

    public static string Fixture(string title) => $"{Identifier(title)}Feature";

    public static string Test(ScenarioPlan scenario)
    {
        var name = Identifier(scenario.OutlineTitle.Length > 0 ? scenario.OutlineTitle : $"Line {scenario.Start.Line}");
        return scenario.Arguments.IsEmpty ? name : $"{name}({string.Join(',', scenario.Arguments.Select(a => Quoted(a.Value)))})";
    }

    private static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Identifier(string text)
    {
        var name = new StringBuilder();
        var startsWord = true;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || c == '_')
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = !char.IsLetterOrDigit(c) && c != '\'';
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? $"_{name}" : name.ToString();
    }
}
