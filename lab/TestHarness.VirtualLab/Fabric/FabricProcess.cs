using System.Diagnostics;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;
using TestHarness.Hosts;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>The process of the lab's fabric. Like a host it outlives the harness, until the lab is taken down.</summary>
internal static class FabricProcess
{
    /// <summary>The name of the fabric in messages.</summary>
    public const string Name = "fabric";

    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan KillBound = TimeSpan.FromSeconds(10);

    /// <summary>Starts the fabric, unless it answers: then it stays as it is, with its zones.</summary>
    /// <returns>Whether the fabric is new, so that all hosts have yet to log in.</returns>
    /// <exception cref="HarnessException">Class provision: the fabric did not come up.</exception>
    public static async Task<bool> EnsureAsync(LabPaths paths, Action<string> progress, CancellationToken cancellationToken)
    {
        if (await AnswersAsync(paths.Fabric, cancellationToken))
            return false;

        await EndAsync(paths.Fabric, cancellationToken);
        paths.Fabric.Prepare();
        var watch = Stopwatch.StartNew();
        await StartAsync(paths, cancellationToken);
        progress(string.Create(CultureInfo.InvariantCulture, $"{Name}: up after {watch.Elapsed.TotalSeconds:0.0} s"));
        return true;
    }

    /// <summary>Returns whether the fabric runs and answers.</summary>
    public static async Task<bool> AnswersAsync(FabricFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            if (LabProcess.Find(folder.ProcessIdFile) is null)
                return false;
            await new FabricClient(folder.Control).PortsAsync(cancellationToken);
            return true;
        }
        catch (HarnessException exception) when (exception.FailureClass == FailureClass.Provision)
        {
            return false;
        }
    }

    /// <summary>
    /// Ends the fabric, in whatever state it is, and removes all its files except logs. It has nothing to save.
    /// </summary>
    public static async Task EndAsync(FabricFolder folder, CancellationToken cancellationToken)
    {
        if (LabProcess.Find(folder.ProcessIdFile) is { } process)
        {
            process.Kill();
            if (!await process.EndsAsync(KillBound, cancellationToken))
                throw new HarnessException(
                    FailureClass.Provision,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the {Name}, process {process.Id}, has not ended {KillBound.TotalSeconds} s after SIGKILL"));
        }

        folder.RemoveAllButLogs();
    }

    /// <summary>Starts the fabric in a session of its own, as a daemon, and waits until it reports that it is ready.</summary>
    private static async Task StartAsync(LabPaths paths, CancellationToken cancellationToken)
    {
        var program = typeof(FabricClient).Assembly.Location;
        var start = new ProcessStartInfo("setsid", ["dotnet", program, .. Arguments(paths)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [ProcessTag.Variable] = $"lab-{ProcessTag.NewId()}" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(StartBound);
        try
        {
            if (await process.StandardOutput.ReadLineAsync(bound.Token) is null)
                throw new HarnessException(
                    FailureClass.Provision,
                    $"the {Name} ended at once: {(await process.StandardError.ReadToEndAsync(bound.Token)).Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new HarnessException(
                FailureClass.Provision,
                $"the {Name} ('{program}') was not ready within {StartBound.TotalSeconds} s: {LabLogs.Tail(paths.Fabric.Log)}");
        }
    }

    private static IEnumerable<string> Arguments(LabPaths paths) =>
    [
        "-pidfile", paths.Fabric.ProcessIdFile, "-control", paths.Fabric.Control, "-log", paths.Fabric.Log,
        .. paths.Hosts.SelectMany(host => new[] { "-port", host.Name, paths.Fabric.Link(host.Name), host.FabricLink }),
    ];
}
