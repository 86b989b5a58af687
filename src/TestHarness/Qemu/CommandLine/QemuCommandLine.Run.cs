using System.Net;

namespace TestHarness.Qemu.CommandLine;

public sealed partial record QemuCommandLine
{
    /// <summary>Returns the command line of a QEMU that waits for a migration.</summary>
    /// <param name="uri">The address, for example <c>defer</c>, <c>tcp:0:5888</c> or <c>unix:/path</c>.</param>
    public QemuCommandLine WithIncoming(string uri) => WithOnly(QemuOption.Of("incoming", uri));

    /// <summary>Adds a QMP server, for whose client QEMU does not wait.</summary>
    public QemuCommandLine AddQmp(EndPoint endPoint) => WithServer("qmp", endPoint);

    /// <summary>
    /// Returns the command line with one serial port, in place of any other, as a server for whose client QEMU does not wait.
    /// </summary>
    public QemuCommandLine WithSerial(EndPoint endPoint) =>
        WithoutCharacterDevices(option => option.Name == "serial").WithServer("serial", endPoint);

    private QemuCommandLine WithServer(string name, EndPoint endPoint) =>
        With(QemuOption.Of(name, ("address", Address(endPoint)), ("server", "on"), ("wait", "off")));

    private QemuCommandLine WithoutCharacterDevices(Predicate<QemuOption> uses)
    {
        var unused = Options.Where(option => uses(option)).Select(CharacterDeviceOf).OfType<string>()
            .Except(Options.Where(option => !uses(option)).Select(CharacterDeviceOf).OfType<string>())
            .ToHashSet();
        return Without(option => uses(option) || (option.Name == "chardev" && unused.Contains(option["id"] ?? "")));
    }

    private static string? CharacterDeviceOf(QemuOption option) => option.Name switch
    {
        "chardev" => null,
        _ when option["address"]?.Split("chardev:", 2) is ["", var id] => id,
        _ => option["chardev"],
    };

    private static string Address(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint ip => $"tcp:{ip}",
        DnsEndPoint dns => $"tcp:{dns.Host}:{dns.Port}",
        _ => $"unix:{endPoint}",
    };
}
