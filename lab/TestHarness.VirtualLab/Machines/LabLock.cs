using System.Globalization;
using TestHarness.Failures;

namespace TestHarness.VirtualLab.Machines;

/// <summary>One harness at a time changes a lab: flock(2), which the kernel releases however the owner ends.</summary>
internal static class LabLock
{
    // EWOULDBLOCK on Linux: what flock(2) fails with when the lock is held.
    private const int WouldBlock = 11;

    /// <summary>.NET cannot wait for flock(2), and nothing else signals its release.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <exception cref="HarnessException">Another harness has held it for 5 minutes (class provision).</exception>
    public static async Task<IDisposable> TakeAsync(string path, Action<string> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var deadline = DateTimeOffset.UtcNow + Bound;
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (held.HResult == WouldBlock)
            {
                if (isFirst)
                    progress("another harness brings the lab up or down: waiting for it");
                if (DateTimeOffset.UtcNow > deadline)
                    throw new HarnessException(
                        FailureClass.Provision,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"another harness has been changing the lab for {Bound.TotalMinutes} minutes: 'fuser {path}' names it"),
                        held);
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }
}
