using System.Diagnostics.CodeAnalysis;

namespace TestHarness.Scenarios;

public interface IUnitTestRuntimeProvider
{
    /// <summary>Ends the scenario as skipped, with this reason. Does not return.</summary>
    [DoesNotReturn]
    void TestIgnore(string message);

    /// <summary>Ends the scenario as skipped, with this reason. Does not return.</summary>
    [DoesNotReturn]
    void TestInconclusive(string message);

    /// <summary>Ends the scenario as pending, which is a failure. Does not return.</summary>
    [DoesNotReturn]
    void TestPending(string message);
}
