using System.Collections.Immutable;
using TestHarness.Environments;

namespace TestHarness.Health.KernelLog;

/// <summary>The records that an environment accepts, each with a reason and a date.</summary>
public sealed class AllowList(ImmutableArray<AllowEntry> entries, TimeProvider time)
{
    /// <summary>A list that accepts nothing.</summary>
    public static AllowList Empty { get; } = new([], TimeProvider.System);

    /// <summary>Finds the entry that accepts a record now, and the entry that accepted the record until it expired.</summary>
    internal (AllowEntry? Applies, AllowEntry? Expired) Find(KernelLogRecord record, KernelLogOwner owner)
    {
        var covering = entries.Where(entry => entry.Covers(record.Text, owner)).ToLookup(entry => entry.HasExpired(time));
        return (covering[false].FirstOrDefault(), covering[true].MaxBy(entry => entry.Expires));
    }
}
