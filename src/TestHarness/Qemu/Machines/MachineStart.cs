using System.Net.Sockets;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.Qemu.Machines;

/// <summary>Where a QEMU runs, whoever starts it.</summary>
/// <param name="Name">The name in messages, unique in a scenario: guest and host.</param>
/// <param name="Directory">A directory of the host, in which the sockets of the monitor and the serial port are made.</param>
public sealed record MachineSite(IHost Host, UndoLedger Ledger, string Name, string Directory, QmpOptions Qmp)
{
    public UnixDomainSocketEndPoint Monitor => new($"{Directory}/qmp.sock");

    public UnixDomainSocketEndPoint Serial => new($"{Directory}/serial.sock");
}

/// <summary>What is needed to start a QEMU.</summary>
public sealed record MachineStart(MachineSite Site, QemuCommandLine CommandLine)
{
    /// <summary>QEMU starts no program, gains no privilege and changes no resource limit of its own.</summary>
    private string Sandbox =>
        $"on,obsolete=deny,elevateprivileges=deny,spawn={(MayStartPrograms ? "allow" : "deny")},resourcecontrol=deny";

    /// <summary>Whether QEMU confines itself; true unless the host's QEMU cannot.</summary>
    public bool IsSandboxed { get; init; } = true;

    /// <summary>Whether QEMU may start programs; false unless one of them writes the state of the harness's own guest.</summary>
    public bool MayStartPrograms { get; init; }

    /// <summary>The state from which the guest goes on; null for a guest that boots, or comes by a migration.</summary>
    public SavedState? State { get; init; }

    /// <summary>
    /// The command line with the harness's own monitor beside others, its serial port in place of others, and QEMU's sandbox.
    /// </summary>
    public QemuCommandLine FullCommandLine => Confined.WithSerial(Site.Serial).AddQmp(Site.Monitor);

    /// <summary>What runs QEMU on its host.</summary>
    public Command Command =>
        State is null ? FullCommandLine.ToCommand() : State.Open(FullCommandLine.WithIncoming(State.IncomingUri).ToCommand());

    private QemuCommandLine Confined =>
        IsSandboxed ? CommandLine.WithOnly(QemuOption.Of("sandbox", Sandbox)) : CommandLine;
}
