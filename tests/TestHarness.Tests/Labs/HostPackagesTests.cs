using TestHarness.Hosts;
using TestHarness.Labs;
using TestHarness.Tests.Qemu.Capabilities;

namespace TestHarness.Tests.Labs;

[Parallelizable(ParallelScope.All)]
internal sealed class HostPackagesTests
{
    [Test]
    public void Reads_a_host_of_RPM()
    {
        var packages = HostPackages.Parse("""
            packaging rpm
            owner qemu-kvm-core
            ii qemu-kvm-core 17:8.0.0-11.el9
            package libvirt-daemon is not installed
            ii edk2-ovmf 20230524-3.el9
            package qemu-ovmf-x86_64 is not installed
            ii seabios-bin 1.16.1-1.el9
            """);

        Assert.That((packages.Packaging, packages.Qemu), Is.EqualTo(("rpm", "17:8.0.0-11.el9")));
        Assert.That(packages.Others, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["ovmf"] = "20230524-3.el9",
            ["seabios"] = "1.16.1-1.el9",
        }));
        Assert.That(packages.KernelVersion("5.14.0-427.13.1.el9_4.x86_64"), Is.EqualTo("5.14.0-427.13.1.el9_4"));
    }

    [Test]
    public void Reads_a_host_of_dpkg_with_a_QEMU_of_no_package()
    {
        var packages = HostPackages.Parse("""
            packaging dpkg
            owner 
            ii  libvirt-daemon 9.0.0-4+deb12u2
            un  ovmf 
            """);

        Assert.That((packages.Packaging, packages.Qemu), Is.EqualTo(("dpkg", (string?)null)));
        Assert.That(packages.Others["libvirt"], Is.EqualTo("9.0.0-4+deb12u2"));
        Assert.That(packages.Others, Has.Count.EqualTo(1));
    }

    [TestCase("6.1.0-21-amd64", "6.1.0-21")]
    [TestCase("6.1.0-21-cloud-amd64", "6.1.0-21")]
    [TestCase("6.12.48+deb13-amd64", "6.12.48+deb13")]
    [TestCase("6.8.0-45-generic", "6.8.0-45")]
    [TestCase("6.18.0", "6.18.0")]
    public void Leaves_out_the_flavour_of_a_kernel(string release, string version) =>
        Assert.That(HostPackages.Parse("packaging dpkg").KernelVersion(release), Is.EqualTo(version));

    [Test]
    public async Task Finds_the_package_of_this_machine_s_own_QEMU()
    {
        Skip.UnlessInstalled(SkipReason.NoDpkg, "dpkg");
        await using var host = new LocalHost("local");
        var qemu = await InstalledQemu.FindAsync(host);
        const string Script = """
            owner=$(dpkg-query -S "$(readlink -f "$1")") && dpkg-query -W -f '${Version}' "${owner%%:*}"
            """;

        var packages = await HostPackages.ReadAsync(host, qemu.Path, CancellationToken.None);

        var version = await host.RunAsync(Command.Shell(Script, qemu.Path));
        Assert.That(packages.Packaging, Is.EqualTo("dpkg"));
        Assert.That(packages.Qemu ?? "", Is.EqualTo(version.StandardOutput));
    }
}
