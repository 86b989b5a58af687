using System.Collections.Immutable;
using TestHarness.Hosts;

namespace TestHarness.Evidence.Reproduction;

/// <summary>The text of steps on one host.</summary>
internal sealed class ReproPlace(ReproHost host)
{
    private readonly ImmutableArray<string> _ssh = SshWords(host.Description.Connection);

    /// <summary>The host.</summary>
    public ReproHost Host => host;

    /// <summary>The host's name.</summary>
    public string Name => host.Description.Name;

    /// <summary>Returns the line that runs a function of <see cref="ReproTools"/>, or a command, on the host.</summary>
    public string On(params string[] words) => ShellQuote.Join(["on", ShellQuote.Join(words), .. _ssh]);

    /// <summary>Returns the lines of a step.</summary>
    public string Text(ReproStep step) => step switch
    {
        QemuStep qemu => Start(qemu),
        CommandStep command => Run(_ssh, ShellQuote.Join([.. command.Words.Select(host.Own)])),
        QmpStep qmp => On("qmp", host.Own(qmp.Directory), host.Own(OneLine(qmp.Json))),
        MigrationEndStep end => On("migrated", host.Own(end.Directory)),
        GuestStep guest => On("guest", host.Own(guest.Directory), guest.Command),
        _ => throw new ArgumentException($"no text for {step}", nameof(step)),
    };

    /// <summary>Returns the line that prints what a QEMU and its guest have told.</summary>
    public string Look(QemuStep qemu) => On("look", host.Own(qemu.Directory));

    private string Start(QemuStep qemu)
    {
        var command = Run(WithTerminal, CommandText.Lines([.. qemu.Words.Select(host.Own)]));
        var monitor = On("monitor", host.Own(qemu.Directory));
        var text = $"{command} </dev/null &\nqemus=\"$qemus $!\"\n{monitor}";
        return qemu.IsIncoming ? text : $"{text}\n{On("guest", host.Own(qemu.Directory), "echo the guest is up")}";
    }

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
