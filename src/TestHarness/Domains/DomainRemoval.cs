using TestHarness.Hosts;

namespace TestHarness.Domains;

/// <summary>Ends a transient domain by its UUID, which nobody else's has; libvirt then forgets it.</summary>
internal static class DomainRemoval
{
    private const string Script = """
        export LC_ALL=C
        said=$(virsh -q -c qemu:///system destroy "$1" 2>&1) || case $said in
            *"failed to get domain"* | *"Domain not found"* | *"domain is not running"*) ;;
            *) echo "$said" >&2; exit 1 ;;
        esac
        """;

    public static Command Of(Guid uuid) => Command.Shell(Script, uuid.ToString());
}
