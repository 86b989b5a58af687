using System.Collections.Immutable;
using TestHarness.Hosts;

namespace TestHarness.Evidence.Reproduction;

/// <summary>The text of steps on one host.</summary>
/// <param name="all">All hosts of the script: a step may name the paths of another host.</param>
internal sealed class ReproPlace(ReproHost host, ImmutableArray<ReproHost> all)
{
    private readonly ImmutableArray<string> _ssh = SshWords(host.Description.Connection);

    /// <summary>The host.</summary>
    public ReproHost Host => host;

    /// <summary>The host's name.</summary>
    public string Name => host.Description.Name;

    /// <summary>Returns the line that runs a function of <see cref="ReproTools"/>, or a command, on the host.</summary>
    public string On(params string[] words) => ShellQuote.Join(["on", ShellQuote.Join(words), .. _ssh]);

    /// <summary>Returns the lines of a step; the script goes to its end when QEMU or the guest does not answer in one.</summary>
    public string Text(ReproStep step) => step switch
    {
        QemuStep qemu => Start(qemu),
        CommandStep command => Run(_ssh, ShellQuote.Join([.. command.Words.Select(Own)])),
        QmpStep qmp => Must("qmp", Own(qmp.Directory), Own(OneLine(qmp.Json))),
        MigrationEndStep end => Must("migrated", Own(end.Directory)),
        GuestStep guest => Must("guest", Own(guest.Directory), guest.Command),
        _ => throw new ArgumentException($"no text for {step}", nameof(step)),
    };

    /// <summary>Returns the line that prints what a QEMU and its guest have told.</summary>
    public string Look(QemuStep qemu) => On("look", Own(qemu.Directory));

    private string Start(QemuStep qemu)
    {
        var command = Run(WithTerminal, CommandText.Lines([.. qemu.Words.Select(Own)]));
        var monitor = Must("monitor", Own(qemu.Directory));
        var text = $"{command} </dev/null &\nqemus=\"$qemus $!\"\n{monitor}";
        return qemu.IsIncoming ? text : $"{text}\n{Must("guest_up", Own(qemu.Directory))}";
    }

    private string Must(params string[] words) => $"{On(words)} || return";

    private string Own(string text) => all.Aggregate(text, (known, each) => each.Own(known));

    // With a terminal, the hang-up of ssh ends a remote QEMU.
    private ImmutableArray<string> WithTerminal => _ssh.IsEmpty ? _ssh : _ssh.Insert(1, "-tt");

    private static string Run(ImmutableArray<string> ssh, string command) =>
        ssh.IsEmpty ? command : $"{ShellQuote.Join(ssh)} {ShellQuote.Word(command)}";

    /// <summary>Returns the command with which a person logs in to a host; none for this machine.</summary>
    internal static ImmutableArray<string> SshWords(HostConnection connection)
    {
        if (connection is not SshConnection { Destination: var address })
            return [];

        string[] identity = address.IdentityFile is { } file ? ["-i", file] : [];
        string[] port = address.Port is { } number ? ["-p", $"{number}"] : [];
        string[] jump = address.JumpHost is { } host ? ["-J", host] : [];
        string[] known = address.KnownHostsFile is { } path ? ["-o", $"UserKnownHostsFile={path}"] : [];
        return ["ssh", .. identity, .. port, .. jump, .. known, (address.User is null ? "" : $"{address.User}@") + address.Host];
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
