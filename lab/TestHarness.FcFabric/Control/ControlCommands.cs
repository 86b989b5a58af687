using System.Globalization;
using TestHarness.Failures;
using TestHarness.FcFabric.Framing;
using TestHarness.FcFabric.Links;

namespace TestHarness.FcFabric.Control;

/// <summary>The commands of requests.</summary>
internal sealed class ControlCommands(FabricRun fabric)
{
    /// <summary>Runs the command of a request.</summary>
    /// <returns>The result; null when the command has none.</returns>
    /// <exception cref="HarnessException">
    /// Class config: the request has a mistake. Class provision: hosts did not come online.
    /// </exception>
    public async Task<object?> RunAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        var forwarder = fabric.Forwarder;
        switch (request.Command)
        {
            case "ports":
                return forwarder.Ports();
            case "zones":
                return forwarder.Zones();
            case "zone-define":
                forwarder.DefineZone(Given(request.Zone, "zone"), [.. (request.Members ?? []).Select(WorldWideName.Parse)]);
                return forwarder.Zones();
            case "zones-activate":
                forwarder.ActivateZones();
                return forwarder.Zones();
            case "zones-clear":
                forwarder.ClearZones();
                return forwarder.Zones();
            case "link-down" or "link-up":
                forwarder.SetLink(Given(request.Target, "target"), request.Command == "link-up");
                return null;
            case "clear-links":
                forwarder.Clear(Given(request.Target, "target"));
                return null;
            case "limit":
                return forwarder.VportLimit = request.Limit ?? forwarder.VportLimit;
            case "capture-start":
                fabric.Capture.Start(Given(request.File, "file"), request.MostBytes ?? throw Lacks("mostBytes"));
                return null;
            case "capture-stop":
                return fabric.Capture.Stop();
            case "wait-online":
                await WaitAsync(
                    request.Members ?? throw Lacks("members"), request.Seconds ?? throw Lacks("seconds"), cancellationToken);
                return null;
            default:
                throw new HarnessException(FailureClass.Config, $"the fabric has no command '{request.Command}'");
        }

        static HarnessException Lacks(string what) => new(FailureClass.Config, $"the request lacks '{what}'");

        static string Given(string? value, string what) => value ?? throw Lacks(what);
    }

    private async Task WaitAsync(IReadOnlyCollection<string> hosts, int seconds, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            await fabric.Forwarder.OnlineAsync(hosts, bound.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var found = fabric.Forwarder.Ports().Where(port => port.Parent is null && hosts.Contains(port.Host));
            throw new HarnessException(
                FailureClass.Provision,
                string.Create(CultureInfo.InvariantCulture, $"not all HBAs came online within {seconds} s: ")
                + string.Join(", ", found.Select(port => $"{port.Host} is {port.State}")));
        }
    }
}
