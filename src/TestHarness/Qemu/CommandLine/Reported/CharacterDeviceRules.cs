using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// The rules of character devices and monitors. A server becomes a Unix socket of the harness, which only the harness's user can
/// open. Everything else becomes <c>null</c>: a client could connect a guest's port to a monitor, and a file, a pipe or a
/// terminal belongs to the host.
/// </summary>
internal static class CharacterDeviceRules
{
    private const string Socketed = "a Unix socket in the scenario's directory takes its place";

    private static readonly KeyTable Keys = new(Take(ValueKind.Name, "id"), Take(ValueKind.Plain, "mux"))
    {
        DropsOthers = "a path, an address, a descriptor or a log of the reporter's host",
    };

    private static readonly KeyTable MonitorKeys = new(
        Take(ValueKind.Name, "id chardev"),
        Take(ValueKind.OneOf("readline control"), "mode"),
        Take(ValueKind.Plain, "pretty default"));

    public static Outcome Chardev(QemuOption chardev, Launch launch)
    {
        var keys = Keys.Select(chardev);
        if (!keys.Refusals.IsEmpty)
            return Outcome.Of(chardev, keys);
        if (chardev["id"] is not { } id)
            return Outcome.Refused("-chardev has no id");

        if (launch.Settings.AgentSocket is { } agent && id == launch.AgentChardev)
            return Outcome.Replaced("the harness speaks to the guest agent", Socket(id, $"{launch.Settings.Directory}/{agent}"));

        var isServer = chardev["backend"] == "socket" && IsOn(chardev["server"]);
        var launched = isServer
            ? Socket(id, launch.NextSocket())
            : new Chardev("null", id);
        if (IsOn(chardev["mux"]))
            launched = launched.With("mux", true);
        return Outcome.Replaced(
            isServer ? Socketed : $"only a socket that QEMU listens on is launched, not '{Backend(chardev)}'", launched);
    }

    public static Outcome Qmp(QemuOption qmp, Launch launch)
    {
        var address = qmp["address"] ?? "";
        if (address.StartsWith("chardev:", StringComparison.Ordinal))
        {
            return launch.Chardevs.Contains(address["chardev:".Length..])
                ? Outcome.TakenOver(QemuOption.Of(qmp.Name, address))
                : Unknown(address);
        }

        return IsOn(qmp["server"])
            ? Outcome.Replaced(
                $"{Socketed}: a monitor on TCP lets every user of the host command QEMU",
                QemuOption.Of(qmp.Name, ("address", $"unix:{launch.NextSocket()}"), ("server", "on"), ("wait", "off")))
            : Outcome.Dropped("the harness has a monitor of its own, and launches only sockets that QEMU listens on");
    }

    public static Outcome Monitor(QemuOption mon, Launch launch)
    {
        var keys = MonitorKeys.Select(mon);
        var chardev = mon["chardev"] ?? "";
        return keys.Refusals.IsEmpty && !launch.Chardevs.Contains(chardev) ? Unknown(chardev) : Outcome.Of(mon, keys);
    }

    private static Chardev Socket(string id, string path) =>
        new Chardev("socket", id).With("path", path).With("server", true).With("wait", false);

    private static Outcome Unknown(string chardev) =>
        Outcome.Refused($"the command line has no -chardev with the id of '{ReportedText.Value("", chardev)}'");

    private static string Backend(QemuOption chardev) => ReportedText.Value("", chardev["backend"] ?? "");

    private static bool IsOn(string? value) => value is "on" or "yes" or "true" or "y";
}
