using TestHarness.Domains;
using TestHarness.Hosts;
using TestHarness.Tests.Hosts;

namespace TestHarness.Tests.Domains;

/// <summary>Hosts whose SELinux and libvirt are as a program and a file of the test say.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class DomainConfinementTests
{
    private const string AsRoot = "user = \"root\"\ngroup = \"root\"\n";

    [TestCase("Disabled", AsRoot, null)]
    [TestCase("Enforcing", $"{AsRoot}security_driver = \"none\"\n", null)]
    [TestCase("Enforcing", $"{AsRoot}security_driver = [ \"none\" ]\n", null)]
    [TestCase("Permissive", AsRoot, null)]
    [TestCase("Disabled", "#user = \"root\"\n", "libvirt runs QEMU as the user of the package, who may not enter ")]
    [TestCase("Disabled", "user = \"qemu\"\n", "libvirt runs QEMU as the user qemu, who may not enter ")]
    [TestCase("Enforcing", AsRoot, "SELinux keeps libvirt's QEMU from a scenario's sockets: write ")]
    [TestCase("Enforcing", $"{AsRoot}security_driver = \"selinux\"\n", "SELinux keeps libvirt's QEMU from ")]
    public async Task Says_what_to_change_before_a_domain_can_run(string selinux, string configuration, string? reason)
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder["qemu.conf"], configuration);
        var site = new HostSite
        {
            Mounts = $"""
                mount -t tmpfs none /usr/local/bin && printf '#!/bin/sh\necho {selinux}\n' >/usr/local/bin/getenforce &&
                cp /usr/local/bin/getenforce /usr/local/bin/virsh && chmod 755 /usr/local/bin/* &&
                echo N >/usr/local/bin/N && if [ -e /sys/module/apparmor/parameters/enabled ]; then
                  mount --bind /usr/local/bin/N /sys/module/apparmor/parameters/enabled
                fi
                """,
        };
        site.Require();
        await using var server = await SshServer.StartAsync(site: site);
        await using var host = new SshHost("lab1", server.Destination);

        var found = await DomainConfinement.WhyNotAsync(host, folder["qemu.conf"], CancellationToken.None);

        Assert.That(found, reason is null ? Is.Null : Does.StartWith(reason).And.EndsWith("the harness changes neither"));
    }
}
