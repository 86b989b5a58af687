using System.Globalization;
using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of the guest's memory and vCPUs: they stay as reported, unless a host has no room for them.</summary>
internal static class SizeRules
{
    private const string AnonymousMemory = "no file or huge page of the host is used";

    private static readonly ValueKind Size = new("a size, as in 2G", value => QemuSize.Parse(value, 1) is not null);

    private static readonly ValueKind Number = new(
        "a number", value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static readonly KeyTable Memory = new(Take(Size, "size maxmem"), Take(Number, "slots"));

    private static readonly KeyTable Processors = new(Take(Number, "*"));

    private static readonly KeyTable Numa = new(
        Take(ValueKind.OneOf("node dist cpu hmat-lb hmat-cache"), "type"),
        Take(ValueKind.Name, "memdev"),
        TakeEach(new ValueKind("numbers of vCPUs, as in 0-3", IsRange), "cpus"),
        Take(ValueKind.Name, "hierarchy data-type associativity policy"),
        Drop("QEMU has the node's memory as an object today", "mem"));

    /// <summary>Applies the rules to <c>-m</c>.</summary>
    public static Outcome ApplyMemory(QemuOption option, Launch launch) => launch.Size.LessMemory is { } reason
        ? launch.Own(option.Name, reason)
        : launch.Keep(option, Memory.Select(option));

    /// <summary>Applies the rules to <c>-smp</c>.</summary>
    public static Outcome ApplyProcessors(QemuOption option, Launch launch) => launch.Size.FewerVcpus is { } reason
        ? launch.Own(option.Name, reason)
        : launch.Keep(option, Processors.Select(option));

    /// <summary>Applies the rules to <c>-numa</c>, which is of no use when the guest is smaller than reported.</summary>
    public static Outcome ApplyNuma(QemuOption option, Launch launch)
    {
        var keys = Numa.Select(option);
        return keys.Refusals.IsEmpty && launch.Size.NoNodes is { } reason
            ? Outcome.Dropped(reason)
            : Outcome.Of(option, keys);
    }

    /// <summary>Makes a part of the guest's memory; a file of the host becomes anonymous memory.</summary>
    public static Outcome MemoryBackend(QemuOption option, string id, Launch launch)
    {
        if (launch.Size.BackendSize(option, id) is not { } size)
            return Outcome.Dropped("the guest's memory is in one piece, without it");
        if (!Size.Fits(size))
            return Outcome.Refused($"size: expected {Size.Expected}, found '{ReportedText.Value("", size)}'");

        var type = option["qom-type"] == "memory-backend-ram" ? "memory-backend-ram" : "memory-backend-memfd";
        var memory = new ObjectOption(type, id).With("size", size);
        if (option["share"] is { } share)
            memory = memory.With("share", share is "on" or "yes" or "true" or "y");
        return Outcome.Replaced(launch.Size.LessMemory ?? AnonymousMemory, memory);
    }

    private static bool IsRange(string text) => text.Split('-') is { Length: 1 or 2 } ends && ends.All(end => Number.Fits(end));
}
