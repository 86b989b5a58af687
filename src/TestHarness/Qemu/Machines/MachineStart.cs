using System.Net.Sockets;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.Qemu.Machines;

/// <summary>What is needed to start a QEMU.</summary>
/// <param name="Name">The name in messages, unique in a scenario: guest and host.</param>
/// <param name="EndPoints">The sockets that the command line opens for the harness, as seen on the host.</param>
public sealed record MachineStart(
    IHost Host, UndoLedger Ledger, string Name, QemuCommandLine CommandLine, GuestEndPoints EndPoints, QmpOptions Qmp)
{
    /// <summary>A start with the harness's own monitor and serial port in a directory of the host.</summary>
    public static MachineStart In(
        string directory, IHost host, UndoLedger ledger, string name, QemuCommandLine commandLine, QmpOptions qmp)
    {
        var endPoints = new GuestEndPoints(
            new UnixDomainSocketEndPoint($"{directory}/qmp.sock"), new UnixDomainSocketEndPoint($"{directory}/serial.sock"));
        return new MachineStart(host, ledger, name, commandLine.With(endPoints), endPoints, qmp);
    }
}
