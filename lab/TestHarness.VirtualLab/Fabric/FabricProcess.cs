using System.Diagnostics;
using System.Globalization;
using TestHarness.Failures;
using TestHarness.FcFabric.Control;
using TestHarness.Hosts;
using TestHarness.VirtualLab.Machines;

namespace TestHarness.VirtualLab.Fabric;

/// <summary>The process that is the lab's fabric. Like a host it outlives the harness, until the lab is taken down.</summary>
internal static class FabricProcess
{
    public const string Name = "fabric";

    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan KillBound = TimeSpan.FromSeconds(10);

    /// <summary>One that answers is used as it is, with its zones; else a new one is started.</summary>
    /// <returns>Whether it is a new one, to which all hosts have yet to log in.</returns>
    /// <exception cref="HarnessException">It did not come up (class provision).</exception>
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

    /// <summary>Whether it runs and answers.</summary>
    public static async Task<bool> AnswersAsync(FabricFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            if (LabProcess.Find(folder.ProcessIdFile) is null)
                return false;
            await new FabricClient(folder.Control).PortsAsync(cancellationToken);
            return true;
        }
        catch (HarnessException e) when (e.FailureClass == FailureClass.Provision)
        {
            return false;
        }
    }

    /// <summary>Ends it, in whatever state it is, and removes all of it but its logs. It has nothing to save.</summary>
    public static async Task EndAsync(FabricFolder folder, CancellationToken cancellationToken)
    {
        if (LabProcess.Find(folder.ProcessIdFile) is { } process)
        {
            process.Kill();
            if (!await process.EndsAsync(KillBound, cancellationToken))
                throw new HarnessException(
                    FailureClass.Provision,
                    string.Create(CultureInfo.InvariantCulture, $"the {Name}, process {process.Id}, has not ended {KillBound.TotalSeconds} s after SIGKILL"));
        }

        folder.RemoveAllButLogs();
    }

    /// <summary>Returns when it says that it is ready. It is in a session of its own, as a daemon.</summary>
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
                    FailureClass.Provision, $"the {Name} ended at once: {(await process.StandardError.ReadToEndAsync(bound.Token)).Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new HarnessException(
                FailureClass.Provision, $"the {Name} ('{program}') was not ready within {StartBound.TotalSeconds} s: {LabLogs.Tail(paths.Fabric.Log)}");
        }
    }

    private static IEnumerable<string> Arguments(LabPaths paths) =>
    [
        "-pidfile", paths.Fabric.ProcessIdFile, "-control", paths.Fabric.Control, "-log", paths.Fabric.Log,
        .. paths.Hosts.SelectMany(host => new[] { "-port", host.Name, paths.Fabric.Link(host.Name), host.FabricLink }),
    ];
}
