using System.Collections.Immutable;
using System.Text;
using TestHarness.Evidence.Reproduction;
using TestHarness.GuestPlaces;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Qemu.Machines;

namespace TestHarness.Labs.Keeping;

/// <summary>The text that tells a person how to look at a failed scenario that is kept.</summary>
/// <param name="Running">The QEMUs that still run.</param>
internal sealed record KeptLab(KeptScenario Scenario, ImmutableArray<LabHost> Hosts, ImmutableArray<QemuMachine> Running)
{
    /// <summary>The name of the file of evidence with the text.</summary>
    public const string FileName = "kept.txt";

    /// <summary>Returns the text: for each host the command that logs in, and what runs there.</summary>
    public string Describe()
    {
        var text = new StringBuilder($"{Scenario.Describe(Hosts.Select(host => host.Name))}\n");
        foreach (var host in Hosts)
        {
            text.Append(host.Name).Append(": ").Append(Login(host)).Append("; files of the scenario: ").Append(host.Directory)
                .Append('\n');
            foreach (var machine in Running.Where(machine => machine.Host.Name == host.Name))
                text.Append(Describe(machine));
        }

        if (Running.IsEmpty)
            text.Append("no QEMU of the scenario runs\n");
        return text.ToString();
    }

    private static string Login(LabHost host) =>
        ReproPlace.SshWords(host.Host.Connection) is { IsEmpty: false } words ? ShellQuote.Join(words) : "this machine";

    private static string Describe(QemuMachine machine) =>
        $"""
           QEMU {machine.Name}, process {machine.ProcessId}
             monitor: socat - UNIX-CONNECT:{machine.Directory}/qmp.sock   (first type: {"{"} "execute": "qmp_capabilities" {"}"})
             console: socat -,raw,echo=0,escape=0x1d UNIX-CONNECT:{machine.Directory}/serial.sock   (Ctrl-] leaves)

        """;
}
