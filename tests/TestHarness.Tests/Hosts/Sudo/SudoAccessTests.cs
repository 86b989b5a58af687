using TestHarness.Failures;
using TestHarness.Hosts;

namespace TestHarness.Tests.Hosts.Sudo;

/// <summary>Hosts whose sudo does not make the user root.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class SudoAccessTests
{
    private const string Root = "root ALL=(ALL:ALL) ALL\n";

    [TestCase("qe ALL=(ALL) ALL\n", "sudo wants a password of qe, or does not know qe: add 'qe ALL=(ALL) NOPASSWD: ALL' to ")]
    [TestCase("", "sudo wants a password of qe, or does not know qe: add 'qe ALL=(ALL) NOPASSWD: ALL' to the host's sudoers")]
    [TestCase(
        "Defaults:qe requiretty\nqe ALL=(ALL) NOPASSWD: ALL\n",
        "sudo demands a terminal of qe: add 'Defaults:qe !requiretty' to the host's sudoers")]
    [TestCase(
        "qe ALL=(ALL) NOPASSWD: /usr/bin/true\n",
        "sudo wants a password of qe, or does not know qe: add 'qe ALL=(ALL) NOPASSWD: ALL' to the host's sudoers")]
    [TestCase("qe ALL=(nobody) NOPASSWD: ALL\n", "sudo wants a password of qe, or does not know qe: ")]
    public Task Says_what_to_change_in_sudoers(string rules, string advice) =>
        RefusesAsync(HostSites.UserWithSudo with { Sudoers = Root + rules }, advice);

    [Test]
    public Task Says_that_there_is_no_sudo() => RefusesAsync(
        HostSites.UserWithSudo with { Mounts = "mount -t tmpfs none /usr/local/bin; mount --bind /dev/null /usr/bin/sudo" },
        "the host has no sudo: install it there, or log in as root");

    private static async Task RefusesAsync(HostSite site, string advice)
    {
        site.Require();
        await using var server = await SshServer.StartAsync(site: site);
        foreach (var host in new IHost[]
        {
            new SshHost("lab1", server.Destination with { Sudo = true }),
            new OpenSshHost("lab1", server.Destination with { Sudo = true }),
        })
        {
            await using (host)
            {
                Assert.That(
                    async () => await host.RunAsync(new Command("true")),
                    Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                        $"[preflight] host lab1 ({server.Destination}): {advice}"));
            }
        }
    }
}
