using static TestHarness.Qemu.CommandLine.Reported.KeyRule;

namespace TestHarness.Qemu.CommandLine.Reported;

/// <summary>
/// The rules of the host's side of NICs. Each becomes QEMU's user network, restricted: without <c>restrict</c> a guest reaches
/// the servers on the host's loopback through 10.0.2.2.
/// </summary>
internal static class NetworkRules
{
    private const string Isolation = "a user network without a way out takes the place of the reporter's network";

    private static readonly KeyTable Backend = new(Take(ValueKind.Name, "id")) { DropsOthers = "the reporter's network" };

    private static readonly KeyTable Nic = new(
        Take(ValueKind.Name, "id model netdev"),
        Take(ValueKind.Mac, "mac macaddr"),
        Take(ValueKind.Place, "addr"),
        Take(ValueKind.Plain, "vectors"))
    {
        DropsOthers = "the reporter's network",
    };

    /// <summary>QEMU's default network, restricted.</summary>
    public static QemuOption Isolated => QemuOption.Of("nic", ("type", "user"), ("restrict", "on"));

    public static Outcome Netdev(QemuOption netdev, Launch launch)
    {
        var keys = Backend.Select(netdev);
        if (!keys.Refusals.IsEmpty)
            return Outcome.Of(netdev, keys);
        return netdev["id"] is { } id
            ? Outcome.Replaced(Isolation, new Netdev("user", id).With("restrict", true))
            : Outcome.Refused("-netdev has no id");
    }

    /// <summary>Applies the rules to an option that is a NIC and its host's side.</summary>
    public static Outcome NicWithBackend(QemuOption nic, Launch launch) => WithKeys(nic, nic["type"] == "none" ? "none" : "user");

    /// <summary>Applies the rules to a NIC, or to the host's side of the NICs of <c>-net nic</c>.</summary>
    public static Outcome Net(QemuOption net, Launch launch) => net["type"] switch
    {
        "none" => WithKeys(net, "none"),
        "nic" => WithKeys(net, "nic"),
        "dump" => Outcome.Dropped("the harness captures no packets of the guest"),
        _ => Outcome.Replaced(Isolation, QemuOption.Of("net", ("type", "user"), ("restrict", "on"))),
    };

    private static Outcome WithKeys(QemuOption option, string type)
    {
        var keys = Nic.Select(option);
        if (!keys.Refusals.IsEmpty)
            return Outcome.Of(option, keys);
        var launched = QemuOption.Of(option.Name, ("type", type));
        if (type != "none")
            launched = keys.Kept.Aggregate(launched, (soFar, property) => soFar.With(property.Key, property.Value));
        return type == "user" ? Outcome.Replaced(Isolation, launched.With("restrict", "on")) : Outcome.TakenOver(launched);
    }
}
