using System.Collections.Frozen;

namespace TestHarness.Qmp.Schema;

/// <summary>The enumerations of QMP that can be looked up, each with the command or event that leads to it.</summary>
public static class QmpEnumerations
{
    internal sealed record Place(string Entity, string TypeMember, string Path);

    internal static FrozenDictionary<string, Place> Places { get; } = new Dictionary<string, Place>
    {
        ["BlockdevDriver"] = new("blockdev-add", "arg-type", "driver"),
        ["MigrationCapability"] = new("migrate-set-capabilities", "arg-type", "capabilities.capability"),
        ["MigrationStatus"] = new("query-migrate", "ret-type", "status"),
        ["MultiFDCompression"] = new("migrate-set-parameters", "arg-type", "multifd-compression"),
        ["ObjectType"] = new("object-add", "arg-type", "qom-type"),
        ["RunState"] = new("query-status", "ret-type", "status"),
        ["ShutdownCause"] = new("SHUTDOWN", "arg-type", "reason"),
    }.ToFrozenDictionary();

    /// <summary>The names that <see cref="QmpSchema.HasEnumMember"/> takes, as in QEMU's sources.</summary>
    public static IEnumerable<string> Known => Places.Keys.Order();
}
