using System.Collections.Immutable;
using TestHarness.Qmp;
using TestHarness.Qmp.Migrate;

namespace TestHarness.Migration;

/// <summary>Turns options into capabilities and parameters, and sets them on both sides.</summary>
internal static class MigrationSetup
{
    /// <summary>
    /// Returns the capabilities of both sides; each is named, so that none is left as an earlier attempt set it.
    /// </summary>
    public static ImmutableDictionary<string, bool> Capabilities(MigrationOptions options) =>
        ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, bool>[]
        {
            new("events", true),
            new("return-path", true),
            new("multifd", options.MultifdChannels > 0),
            new("postcopy-ram", options.Mode == MigrationMode.Postcopy),
            new("auto-converge", options.AutoConverge),
        });

    /// <summary>Sets the capabilities and parameters of both sides.</summary>
    public static async Task ApplyAsync(
        QmpClient source, QmpClient destination, MigrationOptions options, CancellationToken cancellationToken)
    {
        var capabilities = Capabilities(options);
        await Task.WhenAll(
            source.SetMigrateCapabilitiesAsync(capabilities, cancellationToken),
            destination.SetMigrateCapabilitiesAsync(capabilities, cancellationToken));
        await Task.WhenAll(
            source.SetMigrateParametersAsync(SourceParameters(options), cancellationToken),
            destination.SetMigrateParametersAsync(Channels(options), cancellationToken));
    }

    /// <summary>Returns the parameter that both sides need for multifd; none when multifd is off.</summary>
    public static ImmutableDictionary<string, object> Channels(MigrationOptions options) => options.MultifdChannels > 0
        ? ImmutableDictionary<string, object>.Empty.Add("multifd-channels", options.MultifdChannels)
        : ImmutableDictionary<string, object>.Empty;

    /// <summary>Returns the parameters of the source.</summary>
    public static ImmutableDictionary<string, object> SourceParameters(MigrationOptions options) => Channels(options)
        .Add("max-bandwidth", options.MaxBandwidth)
        .Add("downtime-limit", (long)(options.DowntimeLimit ?? MigrationOptions.UsualDowntimeLimit).TotalMilliseconds);
}
