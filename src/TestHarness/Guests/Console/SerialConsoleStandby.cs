using System.Net;

namespace TestHarness.Guests.Console;

/// <summary>
/// The serial port of an incoming QEMU, connected before the guest arrives so that none of its output is missed.
/// </summary>
public sealed class SerialConsoleStandby : IDisposable
{
    private SerialConsoleStandby(Link link) => Link = link;

    internal Link Link { get; }

    /// <summary>Connects to the serial port of an incoming QEMU.</summary>
    public static async Task<SerialConsoleStandby> ConnectAsync(
        EndPoint endPoint, CancellationToken cancellationToken = default) =>
        new(await Link.ConnectAsync(endPoint, cancellationToken));

    /// <summary>Closes the port, when the guest has never reached the destination.</summary>
    public void Dispose() => Link.Dispose();
}
