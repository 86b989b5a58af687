using TestHarness.Failures;

namespace TestHarness.Reports.Records;

/// <summary>
/// The lock of a run's folder while the run is in progress. The kernel releases it when the process ends, however that happens.
/// </summary>
public sealed class RunLock : IDisposable
{
    private const string FileName = "run.lock";

    /// <summary>The number of attempts to take a lock that another process may hold for the moment of a look at it.</summary>
    private const int Attempts = 20;

    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a folder.</summary>
    /// <exception cref="HarnessException">Class config: the run is in progress.</exception>
    public static RunLock Take(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (TryTake(folder) is { } taken)
                return taken;
            if (attempt == Attempts)
                throw new HarnessException(FailureClass.Config, $"the run {Path.GetFileName(folder)} is in progress");
            Thread.Sleep(10);
        }
    }

    /// <summary>Takes the lock of a folder; returns null when the run is in progress.</summary>
    public static RunLock? TryTake(string folder)
    {
        try
        {
            return new RunLock(new FileStream(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
        {
            // .NET opens a file that another process has locked with this exception alone.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
