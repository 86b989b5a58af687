using TestHarness.Domains;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Tests.Devices.Vdpa;

namespace TestHarness.Tests.Domains;

/// <summary>A lab host's libvirt with the configuration of its package, in which all is commented out.</summary>
public sealed class StockLibvirtTests : LabFixture
{
    private const string Configuration = "/etc/libvirt/qemu.conf";

    /// <summary>A domain whose QEMU only makes a socket in the directory $1.</summary>
    private const string StartDomain = """
        cat > "$1/domain.xml" <<XML
        <domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
          <name>testharness-stock</name>
          <memory unit='MiB'>32</memory>
          <os><type arch='x86_64'>hvm</type></os>
          <qemu:commandline>
            <qemu:arg value='-chardev'/>
            <qemu:arg value='socket,id=testharness,path=$1/socket,server=on,wait=off'/>
          </qemu:commandline>
        </domain>
        XML
        virsh -q create "$1/domain.xml" && virsh -q destroy testharness-stock
        """;

    [Test]
    public async Task A_domain_is_refused_for_the_reason_for_which_libvirt_cannot_start_it()
    {
        Assert.That(await DomainConfinement.WhyNotAsync(Host), Is.Null);
        Assert.That((await StartAsync()).ExitCode, Is.Zero, "a lab host is made for domains");

        await ByAnotherAsync(
            $"sed '/^[a-z]/d' {Configuration} > {Scratch}/qemu.conf && mount --bind {Scratch}/qemu.conf {Configuration} && "
            + "systemctl restart libvirtd",
            $"umount {Configuration} && systemctl restart libvirtd");

        Assert.That((await StartAsync()).StandardError, Does.Contain("Permission denied"));
        Assert.That(
            async () => await DomainConfinement.RequireNoneAsync(Host),
            Throws.TypeOf<HarnessException>().With.Message.StartsWith(
                "[preflight] host1: libvirt runs QEMU as the user of the package, who may not enter a scenario's folder: write "
                + "'user = \"root\"'"));
    }

    private Task<CommandResult> StartAsync() => Host.RunAsync(Command.Shell(StartDomain, Scratch));
}
