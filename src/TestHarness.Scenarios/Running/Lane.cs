using Reqnroll;
using Reqnroll.BoDi;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>Where one scenario at a time runs: a test runner of Reqnroll, and who hears what happens there.</summary>
internal sealed class Lane(IObjectContainer thread)
{
    public ITestRunner Runner { get; } = thread.Resolve<ITestRunner>();

    public LaneListener Listener { get; } = thread.Resolve<LaneListener>();

    /// <summary>Disposes of what Reqnroll made here.</summary>
    public void Close() => thread.Dispose();
}
