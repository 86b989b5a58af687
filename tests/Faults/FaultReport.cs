using System.Globalization;
using System.Text;
using NUnit.Framework.Internal;

namespace TestHarness.Tests.Faults;

/// <summary>What the test that runs reports for its line in the table of faults.</summary>
internal static class FaultReport
{
    /// <summary>
    /// The environment variable that names the file of the table's lines; <c>harness test</c> sets it and prints the table.
    /// </summary>
    public const string FileVariable = "TESTHARNESS_FAULT_LINES";

    private const string Promises = "_promises";
    private const string Class = "_class";

    private static Test Current => TestExecutionContext.CurrentContext.CurrentTest;

    /// <summary>Reports that the test has seen a promise kept.</summary>
    public static void Kept(FaultPromise promise) => Current.Properties.Add(Promises, promise);

    /// <summary>Reports the class of the failure that the fault caused, or another word where it caused none.</summary>
    public static void Caused(string failureClass)
    {
        Current.Properties.Set(Class, failureClass);
        Kept(FaultPromise.Cause);
    }

    /// <summary>Returns the promises of which the test says nothing.</summary>
    public static FaultPromise[] Missing(Test test) =>
        [.. Enum.GetValues<FaultPromise>().Except(test.Properties[Promises].Cast<FaultPromise>())];

    /// <summary>
    /// Adds a line to the file of the table: row, phase, class, seconds, kept promises and outcome, separated by tabs.
    /// </summary>
    public static void Write(Test test, string row, string phase, double seconds, string outcome)
    {
        if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } file)
            return;
        var all = Enum.GetValues<FaultPromise>().Length;
        string[] cells =
        [
            row, phase, test.Properties.Get(Class) as string ?? "-", seconds.ToString("0.0", CultureInfo.InvariantCulture),
            $"{all - Missing(test).Length} of {all}", outcome,
        ];
        // Test projects run side by side, and each write appends.
        using var lines = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        lines.Write(Encoding.UTF8.GetBytes(string.Join('\t', cells) + "\n"));
    }
}
