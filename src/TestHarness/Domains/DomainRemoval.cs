using TestHarness.Hosts;

namespace TestHarness.Domains;

/// <summary>
/// The command that ends a transient domain by its UUID, which no other domain has; libvirt then forgets the domain.
/// </summary>
internal static class DomainRemoval
{
    private const string Script = """
        export LC_ALL=C
        output=$(virsh -q -c qemu:///system destroy "$1" 2>&1) || case $output in
            *"failed to get domain"* | *"Domain not found"* | *"domain is not running"*) ;;
            *) echo "$output" >&2; exit 1 ;;
        esac
        """;

    /// <summary>Returns the command; it succeeds also when the domain is gone already.</summary>
    public static Command Of(Guid uuid) => Command.Shell(Script, uuid.ToString());
}
