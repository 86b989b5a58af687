using TestHarness.Scenarios.Features.Bundles;

namespace TestHarness.Reports.Bundles;

/// <summary>The text that tells a person what a bundle is, and what to do with it.</summary>
internal static class BundleReadme
{
    /// <summary>The name of the file in a bundle.</summary>
    public const string FileName = "README.txt";

    /// <summary>Returns the text.</summary>
    public static string Of(BundleManifest manifest) =>
        $"""
        This bundle has one scenario of the test harness, and all that its run has left.

        scenario: {manifest.Title}
        place:    {manifest.Place}
        outcome:  {manifest.Outcome}
        run:      {manifest.Run}, harness {manifest.Harness}
        hosts:    {(manifest.Hosts.IsEmpty ? "the scenario needed none" : string.Join("\n          ", manifest.Hosts))}

        To run the scenario again on hosts of your own:
          ./harness run THIS-BUNDLE.zip --env local
        The harness reads scenario.feature from the bundle. It unpacks nothing, runs no script of the bundle, and uses your
        environment and not the one of the bundle. './harness check' shows what your hosts offer.

        To repeat the failure by hand, without the harness:
          unzip THIS-BUNDLE.zip && sh reproduce.sh
        Read the script first. It starts QEMU, and its first lines say what it needs.

        The files:
          scenario.feature    the whole feature file; the scenario is in line {manifest.Line}
          scenario.json       the scenario's result: steps, legs with their figures, findings, checks that were not made
          environment.json    the environment with what was found on its hosts, without secrets and addresses
          hosts.json          versions of QEMU, kernel and libvirt, processors
          reproduce.sh        the steps of the scenario as a shell script
          evidence/           what QEMU, guests and hosts have said:
            command-lines.txt   the command line of each QEMU
            qmp.jsonl           what was said over QEMU's monitors
            guest-serial.log    the guest's console; guest-kernel.log is its kernel log
            host-kernel.log     what the hosts' kernel logs have got since the start of the scenario
            commands.jsonl      each command on a host, with its output and exit code
            leak-check.txt      what differs on the hosts after the scenario
            not-checked.txt     the checks that were not made
          bundle.json         the same as the first lines above, for programs

        Secrets of the environment are replaced by [secret NAME], and the addresses, jump hosts and key files of the hosts by
        texts such as [address-of-host1]. Logs of hosts may still have host names, and serial numbers and WWNs of devices: look
        at the files before you hand the bundle to others.
        {(manifest.Omitted.IsEmpty ? "" : $"\nThis is missing:\n  {string.Join("\n  ", manifest.Omitted)}\n")}
        """;
}
