using System.Diagnostics;
using TestHarness.Failures;
using TestHarness.Qmp.Transport;

namespace TestHarness.Qmp.Migrate;

/// <summary>How fast the guest dirties its memory, and how fast it may.</summary>
public static class DirtyRateCommands
{
    /// <summary>No event tells that the measurement is over, so it is asked for at this interval.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>What QEMU may take beyond the time it measures for.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Measures and returns the result.</summary>
    /// <param name="seconds">1 to 60.</param>
    /// <exception cref="HarnessException">Refused, or not measured within 30 s beyond the time asked for.</exception>
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
    /// Starts to measure; QEMU tells the result by <see cref="QueryDirtyRateAsync"/> once the time is over. The status may be
    /// unstarted for a moment after this command.
    /// </summary>
    /// <param name="seconds">1 to 60.</param>
    public static Task CalcDirtyRateAsync(this QmpClient client, int seconds, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync(
            "calc-dirty-rate", new Dictionary<string, object> { ["calc-time"] = seconds }, null, cancellationToken);

    public static Task<DirtyRate> QueryDirtyRateAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<DirtyRate>("query-dirty-rate", null, cancellationToken);

    /// <summary>Limits every vCPU; QEMU needs KVM with the dirty ring for it.</summary>
    /// <param name="mebibytesPerSecond">What a vCPU may dirty.</param>
    public static Task SetVcpuDirtyLimitAsync(
        this QmpClient client, int mebibytesPerSecond, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync(
            "set-vcpu-dirty-limit", new Dictionary<string, object> { ["dirty-rate"] = mebibytesPerSecond },
            null,
            cancellationToken);
}
