using System.Net.Sockets;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.CommandLine;
using TestHarness.Qmp;

namespace TestHarness.Qemu.Machines;

/// <summary>The place of a QEMU: its host, its directory and its monitor.</summary>
/// <param name="Name">The name in messages, unique in a scenario: the guest and the host.</param>
/// <param name="Directory">The directory of the host for the sockets of the monitor and the serial port.</param>
public sealed record MachineSite(IHost Host, UndoLedger Ledger, string Name, string Directory, QmpOptions Qmp)
{
    /// <summary>The file name of the guest agent's socket in <see cref="Directory"/>, for guests that have an agent.</summary>
    public const string AgentSocket = "agent.sock";

    /// <summary>The monitor's socket on the host.</summary>
    public UnixDomainSocketEndPoint Monitor => new($"{Directory}/qmp.sock");

    /// <summary>The serial port's socket on the host.</summary>
    public UnixDomainSocketEndPoint Serial => new($"{Directory}/serial.sock");
}

/// <summary>The data with which a QEMU is started.</summary>
public sealed record MachineStart(MachineSite Site, QemuCommandLine CommandLine)
{
    /// <summary>
    /// The argument of <c>-sandbox</c>: QEMU starts no program, gains no privilege and changes none of its resource limits.
    /// </summary>
    private string Sandbox =>
        $"on,obsolete=deny,elevateprivileges=deny,spawn={(MayStartPrograms ? "allow" : "deny")},resourcecontrol=deny";

    /// <summary>Whether QEMU confines itself; true unless the host's QEMU cannot.</summary>
    public bool IsSandboxed { get; init; } = true;

    /// <summary>Whether QEMU may start programs; false unless a program writes the state of the harness's own guest.</summary>
    public bool MayStartPrograms { get; init; }

    /// <summary>The state from which the guest continues; null for a guest that boots, or comes by a migration.</summary>
    public SavedState? State { get; init; }

    /// <summary>
    /// The command line with the harness's own monitor in addition to others, its serial port in place of others, and QEMU's
    /// sandbox.
    /// </summary>
    public QemuCommandLine FullCommandLine => Confined.WithSerial(Site.Serial).AddQmp(Site.Monitor);

    /// <summary>The command that runs QEMU on its host.</summary>
    public Command Command =>
        State is null ? FullCommandLine.ToCommand() : State.Open(FullCommandLine.WithIncoming(State.IncomingUri).ToCommand());

    private QemuCommandLine Confined =>
        IsSandboxed ? CommandLine.WithOnly(QemuOption.Of("sandbox", Sandbox)) : CommandLine;
}
