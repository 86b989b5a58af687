using Reqnroll;
using Reqnroll.BoDi;
using TestHarness.Scenarios.Runtime;

namespace TestHarness.Scenarios.Running;

/// <summary>A place where one scenario runs at a time: a test runner of Reqnroll, and the listener of its events.</summary>
internal sealed class Lane(IObjectContainer thread)
{
    /// <summary>The runner of Reqnroll.</summary>
    public ITestRunner Runner { get; } = thread.Resolve<ITestRunner>();

    /// <summary>The listener of the runner's events.</summary>
    public LaneListener Listener { get; } = thread.Resolve<LaneListener>();

    /// <summary>Disposes the objects that Reqnroll made for the lane.</summary>
    public void Close() => thread.Dispose();
}
