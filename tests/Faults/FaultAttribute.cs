using System.Diagnostics;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace TestHarness.Tests.Faults;

/// <summary>
/// Marks the test of a row of the fault matrix (tests/Faults/rows.tsv), with the category <c>faults</c>. The test's first
/// argument is the row's phase. A test that passes without all promises fails.
/// </summary>
/// <param name="row">The name of the row.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FaultAttribute(string row) : CategoryAttribute("faults"), IWrapSetUpTearDown
{
    /// <summary>The name of the row.</summary>
    public string Row { get; } = row;

    /// <inheritdoc/>
    public TestCommand Wrap(TestCommand command) => new ReportingCommand(command, Row);

    /// <summary>Runs a test with its set-up and tear-down, then writes its line of the table.</summary>
    private sealed class ReportingCommand(TestCommand command, string row) : DelegatingTestCommand(command)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            var start = Stopwatch.GetTimestamp();
            var result = Run(context);
            if (result.ResultState.Status == TestStatus.Passed && FaultReport.Missing(Test) is { Length: > 0 } missing)
            {
                var promises = string.Join(", ", missing);
                result.SetResult(ResultState.Failure, $"the test of the fault '{row}' does not check: {promises}");
            }

            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var outcome = result.ResultState.Status switch
            {
                TestStatus.Passed => "passed",
                TestStatus.Skipped => $"skipped: {result.Message}",
                _ => "failed",
            };
            FaultReport.Write(Test, row, $"{Test.Arguments.FirstOrDefault() ?? "-"}".ToLowerInvariant(), seconds, outcome);
            return result;
        }

        private TestResult Run(TestExecutionContext context)
        {
            try
            {
                return innerCommand.Execute(context);
            }
            catch (Exception exception)
            {
                // The test has failed, or was skipped: the result says which.
                context.CurrentResult.RecordException(exception);
                return context.CurrentResult;
            }
        }
    }
}
