using System.Collections.Frozen;
using System.Text.Json;

namespace TestHarness.Qmp.Migrate;

/// <summary>The states of a migration, up to QEMU 10.</summary>
/// <remarks>Source: MigrationStatus in QEMU qapi/migration.json.</remarks>
public enum MigrationStatus
{
    None,
    Setup,
    WaitUnplug,
    Active,
    PreSwitchover,
    Device,
    PostcopyDevice,
    PostcopyActive,
    PostcopyPaused,
    PostcopyRecoverSetup,
    PostcopyRecover,
    Colo,
    Completed,
    Failed,
    Cancelling,
    Cancelled,

    /// <summary>A state this harness does not know; its text is kept beside it.</summary>
    Unknown,
}

/// <summary>QMP's texts of <see cref="MigrationStatus"/>.</summary>
public static class MigrationStatusText
{
    private static readonly FrozenDictionary<string, MigrationStatus> ByText = Enum.GetValues<MigrationStatus>()
        .Where(s => s != MigrationStatus.Unknown)
        .ToFrozenDictionary(ToText);

    public static MigrationStatus Parse(string text) => ByText.GetValueOrDefault(text, MigrationStatus.Unknown);

    public static string ToText(this MigrationStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    /// <summary>The state that an event tells; null where it tells none.</summary>
    public static MigrationStatus? Of(QmpEvent e) => e.Name == "MIGRATION" && e.Text("status") is { } status ? Parse(status) : null;

    /// <summary>Whether an event tells that a migration has come to its end.</summary>
    public static bool IsEnd(QmpEvent e) => Of(e)?.IsFinal() == true;

    /// <summary>Whether the migration has come to its end, good or bad.</summary>
    public static bool IsFinal(this MigrationStatus status) =>
        status is MigrationStatus.Completed or MigrationStatus.Failed or MigrationStatus.Cancelled;
}
