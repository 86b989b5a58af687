using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>The rules of QEMU's objects, by their type.</summary>
internal static class ObjectRules
{
    private const string Memory = "memory-backend-";

    /// <summary>The types that are dropped; the options that refer to them are dropped too, or do not need them.</summary>
    private static readonly NameRules Dropped = new(
    [
        ("a key of the reporter's host; nothing that is launched needs one",
            "secret secret_keyring tls-creds-* tls-cipher-suites authz-*"),
        ("it is for the reporter's disks, which the LUN replaces", "pr-manager-helper"),
        ("it is for the reporter's network, which a user network replaces", "filter-* colo-compare can-bus can-host-*"),
        ("it is for a device that is dropped",
            "cryptodev-* iommufd input-* dbus-vmstate dbus-display qtest vhost-user-* x-remote-object x-vfio-user-server"),
        ("the guest is not a confidential one", "sev-guest sev-snp-guest tdx-guest s390-pv-guest pef-guest"),
        ("it places threads or memory of the guest on the reporter's host", "thread-context main-loop acpi-generic-*"),
    ]);

    private static readonly KeyTable IoThread = new(Take(ValueKind.Name, "qom-type id"));

    private static readonly KeyTable ThrottleGroup =
        new(Take(ValueKind.Name, "qom-type id"), Take(ValueKind.Plain, "limits.* x-*"));

    private static readonly KeyTable Identity = new(Take(ValueKind.Name, "id"))
    {
        DropsOthers = "the harness sets the object's other keys",
    };

    public static Outcome Apply(QemuOption option, Launch launch)
    {
        var type = option["qom-type"] ?? "";
        return type switch
        {
            "iothread" => Outcome.Of(option, IoThread.Select(option)),
            "throttle-group" => Outcome.Of(option, ThrottleGroup.Select(option)),
            "rng-random" or "rng-egd" or "rng-builtin" => Identified(option, id => Outcome.Replaced(
                "QEMU's own random numbers take the place of the host's", new ObjectOption("rng-builtin", id))),
            _ when type.StartsWith(Memory, StringComparison.Ordinal) =>
                Identified(option, id => SizeRules.MemoryBackend(option, id, launch)),
            _ when Dropped.Find(type) is { } reason => Outcome.Dropped(reason),
            _ => Outcome.Refused($"the type '{ReportedText.Value("", type)}' is not known: remove the object"),
        };
    }

    private static Outcome Identified(QemuOption option, Func<string, Outcome> apply) => Identity.Select(option) switch
    {
        { Refusals.IsEmpty: false } keys => Outcome.Of(option, keys),
        _ => option["id"] is { } id ? apply(id) : Outcome.Refused("-object has no id"),
    };
}
