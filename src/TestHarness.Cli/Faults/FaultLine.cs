namespace TestHarness.Cli.Faults;

/// <summary>A line of the fault table: the result of one test, or the lack of one.</summary>
/// <param name="Row">The fault.</param>
/// <param name="Phase">The phase of the scenario in which the fault happened.</param>
/// <param name="Class">The class of the failure that the fault caused.</param>
/// <param name="Seconds">The time of the test with its aftermath.</param>
/// <param name="Promises">The number of kept promises.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c>, or why there is no result.</param>
internal sealed record FaultLine(string Row, string Phase, string Class, string Seconds, string Promises, string Outcome)
{
    /// <summary>The outcome of a line that no test has written.</summary>
    public const string DidNotRun = "did not run";

    /// <summary>Whether the test passed.</summary>
    public bool HasPassed => Outcome == "passed";

    /// <summary>Joins the rows of the matrix with the lines that tests have written: each phase of each row has a line.</summary>
    /// <param name="rows">The lines of tests/Faults/rows.tsv.</param>
    /// <param name="written">The lines of tests: row, phase, class, seconds, promises and outcome, separated by tabs.</param>
    public static IEnumerable<FaultLine> Join(IEnumerable<string> rows, IEnumerable<string> written)
    {
        var results = written.Select(line => line.Split('\t')).Where(cells => cells.Length == 6)
            .ToLookup(cells => (cells[0], cells[1]));
        return
            from row in rows
            where row.Length > 0 && row[0] != '#'
            let cells = row.Split('\t')
            from phase in cells[2].Split(',')
            select results[(cells[0], phase)].LastOrDefault() is { } result
                ? new FaultLine(result[0], result[1], result[2], result[3], result[4], result[5])
                : new FaultLine(cells[0], phase, "-", "-", "-", DidNotRun);
    }
}
