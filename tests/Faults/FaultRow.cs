namespace TestHarness.Tests.Faults;

/// <summary>A row of the fault matrix.</summary>
/// <param name="Name">The row's name, which its test names.</param>
/// <param name="Project">The test project that has the row's test.</param>
/// <param name="Phases">The phases of a scenario in which the fault happens; one <c>-</c> when the row has no phases.</param>
internal sealed record FaultRow(string Name, string Project, string[] Phases)
{
    /// <summary>Reads all rows from tests/Faults/rows.tsv.</summary>
    public static FaultRow[] ReadAll() =>
        [.. File.ReadLines(PathOfRows()).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .Select(cells => new FaultRow(cells[0], cells[1], cells[2].Split(',')))];

    private static string PathOfRows()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TestHarness.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests do not run within the repository");
        return Path.Combine(folder.FullName, "tests", "Faults", "rows.tsv");
    }
}
