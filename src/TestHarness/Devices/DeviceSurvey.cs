using System.Collections.Immutable;
using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Devices;

/// <summary>The survey of capabilities that have requirements in common.</summary>
internal static class DeviceSurvey
{
    /// <summary>Asks a host what it lacks for each capability.</summary>
    /// <param name="script">Prints what is missing, each on a line: <c>capability:reason</c>.</param>
    /// <param name="common">The word that stands for all <paramref name="capabilities"/> at the start of a line.</param>
    public static async Task<ImmutableArray<DeviceOffer>> AskAsync(
        IHost host, Command script, string common, ImmutableArray<string> capabilities, CancellationToken cancellationToken)
    {
        var missing = (await host.RunAsync(script, cancellationToken)).OrThrow(FailureClass.Preflight).StandardOutput
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .ToLookup(line => line[0], line => line[1]);
        return [.. capabilities.Select(Offer)];

        DeviceOffer Offer(string capability)
        {
            var reasons = missing[common].Concat(missing[capability]).Distinct().ToArray();
            return new DeviceOffer(capability, reasons.Length == 0 ? null : string.Join("; ", reasons));
        }
    }
}
