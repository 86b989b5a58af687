using TestHarness.Cli.Terminals;
using TestHarness.Steps.World;

namespace TestHarness.Cli.Faults;

/// <summary>The table of the fault matrix, printed after a test run that selects the category <c>faults</c>.</summary>
internal static class FaultTable
{
    /// <summary>The environment variable that names the file to which tests write their lines.</summary>
    public const string FileVariable = "TESTHARNESS_FAULT_LINES";

    private const string Category = "TestCategory=faults";

    private static string Lines => Path.Combine(RunSettings.Reports, "faults.tsv");

    /// <summary>Returns whether the arguments of <c>dotnet test</c> select the category.</summary>
    public static bool IsFor(IEnumerable<string> arguments) =>
        arguments.Any(argument => argument.Contains(Category, StringComparison.Ordinal));

    /// <summary>Starts an empty file for the tests' lines.</summary>
    public static void Begin()
    {
        Directory.CreateDirectory(RunSettings.Reports);
        File.WriteAllText(Lines, "");
        Environment.SetEnvironmentVariable(FileVariable, Path.GetFullPath(Lines));
    }

    /// <summary>Prints the table.</summary>
    /// <returns>Whether each row of the matrix has passed in each of its phases.</returns>
    public static bool Print()
    {
        var rows = File.ReadLines(Path.Combine(RunSettings.Root, "tests", "Faults", "rows.tsv"));
        FaultLine[] lines = [.. FaultLine.Join(rows, File.ReadLines(Lines))];
        var table = new TextTable(
            "fault", "phase", "class", new TextColumn("seconds", IsRightAligned: true), "promises", "outcome");
        foreach (var line in lines)
            table.Add(line.Row, line.Phase, line.Class, line.Seconds, line.Promises, line.Outcome);
        Terminal.Output.Write(table);
        var passed = lines.Count(line => line.HasPassed);
        Terminal.Output.WriteLine($"{passed} of {lines.Length} passed");
        return passed == lines.Length;
    }
}
