namespace TestHarness.Qmp.Migrate;

/// <summary>How fast the guest dirties its memory, and how fast it may.</summary>
public static class DirtyRateCommands
{
    /// <summary>Starts to measure; QEMU tells the result by <see cref="QueryDirtyRateAsync"/> once the time is over.</summary>
    /// <param name="seconds">1 to 60.</param>
    public static Task CalcDirtyRateAsync(this QmpClient client, int seconds, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync("calc-dirty-rate", new Dictionary<string, object> { ["calc-time"] = seconds }, null, cancellationToken);

    public static Task<DirtyRate> QueryDirtyRateAsync(this QmpClient client, CancellationToken cancellationToken = default) =>
        client.QueryAsync<DirtyRate>("query-dirty-rate", null, cancellationToken);

    /// <summary>Limits every vCPU; QEMU needs KVM with the dirty ring for it.</summary>
    /// <param name="mebibytesPerSecond">What a vCPU may dirty.</param>
    public static Task SetVcpuDirtyLimitAsync(this QmpClient client, int mebibytesPerSecond, CancellationToken cancellationToken = default) =>
        client.ExecuteAsync(
            "set-vcpu-dirty-limit", new Dictionary<string, object> { ["dirty-rate"] = mebibytesPerSecond }, null, cancellationToken);
}
