using System.Collections.Immutable;
using System.Globalization;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The memory and vCPUs of a reported guest, compared with the hosts' room.</summary>
internal sealed class ReportedSize
{
    private readonly ImmutableArray<QemuOption> _nodes;
    private readonly ImmutableHashSet<string> _backends;
    private readonly string? _machineMemory;

    public ReportedSize(QemuCommandLine report, LaunchSettings settings)
    {
        _machineMemory = Last(report, "machine", "memory-backend");
        _nodes = [.. report.Options.Where(option => option.Name == "numa")];
        _backends = [.. report.Options.Where(option => option.Name == "object").Select(option => option["id"]).OfType<string>()];
        var memory = MemoryOf(report);
        var vcpus = Vcpus(report);
        (Memory, VcpuCount) = ((int)Math.Min(memory ?? settings.Memory, int.MaxValue), settings.Vcpus);
        if (settings.Room is not { } room)
            return;

        if (memory > room.MemoryMiB)
        {
            Memory = room.MemoryMiB;
            LessMemory = string.Create(
                CultureInfo.InvariantCulture,
                $"a guest of this scenario has at most {room.MemoryMiB} MiB, the report has {memory:0} MiB");
        }

        if (vcpus > room.Vcpus)
        {
            VcpuCount = room.Vcpus;
            FewerVcpus = string.Create(
                CultureInfo.InvariantCulture,
                $"a guest of this scenario has at most {room.Vcpus} vCPUs, the report has {vcpus}");
        }
    }

    /// <summary>The memory in MiB for a guest whose <c>-m</c> is missing or does not stay.</summary>
    public int Memory { get; }

    /// <summary>The number of vCPUs for a guest whose <c>-smp</c> is missing or does not stay.</summary>
    public int VcpuCount { get; }

    /// <summary>The reason why the guest has less memory than reported; null when it has all.</summary>
    public string? LessMemory { get; }

    /// <summary>The reason why the guest has fewer vCPUs than reported; null when it has all.</summary>
    public string? FewerVcpus { get; }

    /// <summary>The reason why the guest has no NUMA nodes; null when it has those of the report.</summary>
    public string? NoNodes => (LessMemory ?? FewerVcpus) is { } less ? less
        : _nodes.Any(node => node["mem"] is not null || (node["memdev"] is { } memory && !_backends.Contains(memory)))
            ? "the memory of the nodes is not of objects of the report"
            : null;

    /// <summary>Returns the size of a memory object for an option; null when the guest does not have the object.</summary>
    public string? BackendSize(QemuOption backend, string id) =>
        id == _machineMemory && LessMemory is not null ? string.Create(CultureInfo.InvariantCulture, $"{Memory}M")
        : id == _machineMemory || (NoNodes is null && _nodes.Any(node => node["memdev"] == id)) ? backend["size"]
        : null;

    /// <summary>Returns the memory in MiB: that of <c>-m</c>, or that of the machine's memory object.</summary>
    private decimal? MemoryOf(QemuCommandLine report)
    {
        if (Last(report, "m", "size") is { } size)
            return QemuSize.Parse(size, 1L << 20) / (1L << 20);

        var backend = report.Options.LastOrDefault(option => option.Name == "object" && option["id"] == _machineMemory);
        return backend?["size"] is { } all ? QemuSize.Parse(all, 1) / (1L << 20) : null;
    }

    private static int? Vcpus(QemuCommandLine report)
    {
        if (Number("cpus") is { } all)
            return all;
        ImmutableArray<string> levels = ["sockets", "dies", "clusters", "modules", "cores", "threads"];
        var product = levels.Aggregate(1L, (count, level) => Math.Min(count * (Number(level) ?? 1), int.MaxValue));
        return Number("maxcpus") ?? (int)product;

        int? Number(string key) =>
            int.TryParse(Last(report, "smp", key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }

    private static string? Last(QemuCommandLine report, string option, string key) =>
        report.Options.Where(other => other.Name == option).Select(other => other[key]).LastOrDefault(value => value is not null);
}
