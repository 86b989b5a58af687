using System.Text;
using TestHarness.Failures;
using TestHarness.Hosts;
using TestHarness.Ledger;
using TestHarness.Libvirt;
using TestHarness.Qemu.Machines;

namespace TestHarness.Domains;

/// <summary>
/// Guests as transient libvirt domains. They outlive the harness, unlike its own QEMUs, so the ledger records each of them.
/// </summary>
public static class Domain
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);

    /// <summary>Starts a domain and connects to its QEMU.</summary>
    /// <exception cref="HarnessException">Class provision: virsh refused the domain.</exception>
    public static async Task<QemuMachine> StartAsync(
        MachineSite site, DomainDescription domain, CancellationToken cancellationToken = default)
    {
        await DomainConfinement.RequireNoneAsync(site.Host, cancellationToken);
        var entry = await RecordAsync(site, domain);
        await new Virsh(site.Host).RunWithAsync(domain.ToXml(), "create", cancellationToken);
        return await AttachAsync(site, domain, entry, cancellationToken);
    }

    /// <summary>Records in the ledger how to remove a domain from a host, before the domain is there.</summary>
    internal static Task<LedgerEntry> RecordAsync(MachineSite site, DomainDescription domain) =>
        site.Ledger.RecordAsync(
            site.Host,
            $"libvirt domain {domain.Name}",
            DomainRemoval.Of(domain.Uuid),
            LibvirtPresence.Of("dominfo", domain.Uuid));

    /// <summary>Waits for the domain's QEMU, and connects to its second monitor and its serial port.</summary>
    internal static async Task<QemuMachine> AttachAsync(
        MachineSite site, DomainDescription domain, LedgerEntry entry, CancellationToken cancellationToken)
    {
        var process = await DomainProcess.FindAsync(site.Host, domain.Name, StartBound, cancellationToken);
        try
        {
            return await QemuMachine.AttachAsync(site, entry, process, cancellationToken);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the domain's document beside its sockets.</summary>
    /// <returns>The document's path on the host.</returns>
    internal static async Task<string> WriteAsync(
        IHost host, DomainDescription domain, string path, CancellationToken cancellationToken)
    {
        using var document = new MemoryStream(Encoding.UTF8.GetBytes(domain.ToXml().ToString()));
        var write = Command.Shell("cat > \"$1\"", path).WithStandardInput(document);
        (await host.RunAsync(write, cancellationToken)).OrThrow(FailureClass.Provision);
        return path;
    }
}
