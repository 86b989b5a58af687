using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines;

/// <summary>
/// The lock of a lab, which one harness at a time may change: flock(2), which the kernel releases however its owner ends.
/// </summary>
internal static class LabLock
{
    // EWOULDBLOCK on Linux, with which flock(2) fails when another process has the lock.
    private const int WouldBlock = 11;

    /// <summary>The time between two attempts: .NET cannot wait for flock(2), and nothing else signals its release.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>Waits for the lock and takes it.</summary>
    /// <exception cref="HarnessException">Class provision: another harness has had the lock for 5 minutes.</exception>
    public static async Task<IDisposable> TakeAsync(string path, Action<string> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(
            Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var deadline = DateTimeOffset.UtcNow + Bound;
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.HResult == WouldBlock)
            {
                if (isFirst)
                    progress("another harness brings the lab up or down: waiting for it");
                if (DateTimeOffset.UtcNow > deadline)
                    throw new HarnessException(
                        FailureClass.Provision,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"another harness has been changing the lab for {Bound.TotalMinutes} minutes: 'fuser {path}' shows "
                            + $"its process ID"),
                        exception);
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
