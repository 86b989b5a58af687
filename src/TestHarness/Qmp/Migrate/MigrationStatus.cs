using System.Collections.Frozen;
using System.Text.Json;

namespace TestHarness.Qmp.Migrate;

/// <summary>The states of a migration, up to QEMU 10.</summary>
/// <remarks>Source: MigrationStatus in QEMU qapi/migration.json.</remarks>
public enum MigrationStatus
{
    /// <summary>No migration has started.</summary>
    None,
    /// <summary>QEMU sets the migration up.</summary>
    Setup,
    /// <summary>The source waits until the guest has released its failover devices.</summary>
    WaitUnplug,
    /// <summary>The source sends memory while the guest runs.</summary>
    Active,
    /// <summary>The source has paused before switchover and waits for <c>migrate-continue</c>.</summary>
    PreSwitchover,
    /// <summary>The source sends the state of devices.</summary>
    Device,
    /// <summary>The source sends the state of devices before a postcopy.</summary>
    PostcopyDevice,
    /// <summary>The guest runs on the destination, which fetches memory.</summary>
    PostcopyActive,
    /// <summary>The connection of a postcopy broke.</summary>
    PostcopyPaused,
    /// <summary>QEMU sets the recovery of a postcopy up.</summary>
    PostcopyRecoverSetup,
    /// <summary>QEMU recovers a paused postcopy.</summary>
    PostcopyRecover,
    /// <summary>Two machines run side by side (COLO).</summary>
    Colo,
    /// <summary>The migration has completed.</summary>
    Completed,
    /// <summary>The migration has failed.</summary>
    Failed,
    /// <summary>QEMU cancels the migration.</summary>
    Cancelling,
    /// <summary>The migration was cancelled.</summary>
    Cancelled,

    /// <summary>A state that the harness does not know; <see cref="MigrationInfo.StatusText"/> has its text.</summary>
    Unknown,
}

/// <summary>QMP's texts of <see cref="MigrationStatus"/>.</summary>
public static class MigrationStatusText
{
    private static readonly FrozenDictionary<string, MigrationStatus> ByText = Enum.GetValues<MigrationStatus>()
        .Where(s => s != MigrationStatus.Unknown)
        .ToFrozenDictionary(ToText);

    /// <summary>Parses QMP's text; returns <see cref="MigrationStatus.Unknown"/> for another text.</summary>
    public static MigrationStatus Parse(string text) => ByText.GetValueOrDefault(text, MigrationStatus.Unknown);

    /// <summary>Returns QMP's text of a state.</summary>
    public static string ToText(this MigrationStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    /// <summary>Returns the state that an event reports; null for an event that reports no state.</summary>
    public static MigrationStatus? Of(QmpEvent e) =>
        e.Name == "MIGRATION" && e.Text("status") is { } status ? Parse(status) : null;

    /// <summary>Returns whether an event reports the end of a migration.</summary>
    public static bool IsEnd(QmpEvent e) => Of(e)?.IsFinal() == true;

    /// <summary>Returns whether the migration has ended, successfully or not.</summary>
    public static bool IsFinal(this MigrationStatus status) =>
        status is MigrationStatus.Completed or MigrationStatus.Failed or MigrationStatus.Cancelled;
}
