using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp.Migrate;

/// <summary>The commands that measure and limit the rate at which the guest dirties its memory.</summary>
public static class DirtyRateCommands
{
    /// <summary>The interval of the polls: no event reports the end of a measurement.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>The time that QEMU may take in addition to the measurement.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Measures the dirty rate and returns the result.</summary>
    /// <param name="seconds">1 to 60.</param>
    /// <exception cref="HarnessException">
    /// Class qmp: QEMU refused, or has not measured within 30 s after the requested time.
    /// </exception>
    public static async Task<DirtyRate> MeasureDirtyRateAsync(
        this QmpClient client, int seconds, CancellationToken cancellationToken = default)
    {
        await client.CalcDirtyRateAsync(seconds, cancellationToken);
        var bound = TimeSpan.FromSeconds(seconds) + Grace;
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var rate = await client.QueryDirtyRateAsync(cancellationToken);
            if (rate.Status == "measured")
                return rate;

            if (clock.Elapsed > bound)
                throw new HarnessException(
                    FailureClass.Qmp,
                    $"{client.Name}: 'calc-dirty-rate' did not measure within {Text.Seconds(bound)}; " +
                    $"last status of 'query-dirty-rate': " +
                    $"{rate.Status}; last events: {client.Events.DescribeLast()}");
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <summary>
    /// Starts a measurement; <see cref="QueryDirtyRateAsync"/> returns its result when the time is over. The status may be
    /// unstarted for a moment after this command.
    /// </summary>
    /// <param name="seconds">1 to 60.</param>
    public static Task CalcDirtyRateAsync(this QmpClient client, int seconds, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync(
            "calc-dirty-rate", new Dictionary<string, object> { ["calc-time"] = seconds }, null, cancellationToken);

    /// <summary>Queries the measurement.</summary>
    public static Task<DirtyRate> QueryDirtyRateAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<DirtyRate>("query-dirty-rate", null, cancellationToken);

    /// <summary>Limits the dirty rate of every vCPU; QEMU needs KVM with the dirty ring for it.</summary>
    /// <param name="mebibytesPerSecond">The MiB that a vCPU may dirty in a second.</param>
    public static Task SetVcpuDirtyLimitAsync(
        this QmpClient client, int mebibytesPerSecond, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync(
            "set-vcpu-dirty-limit", new Dictionary<string, object> { ["dirty-rate"] = mebibytesPerSecond },
            null,
            cancellationToken);
}
