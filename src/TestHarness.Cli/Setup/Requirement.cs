using System.Collections.Immutable;
using TestHarness.Environments;
using TestHarness.Hosts;
using TestHarness.Images;
using TestHarness.Images.Disks;
using TestHarness.VirtualLab.Images;

namespace TestHarness.Cli.Setup;

/// <summary>A program that the harness runs on this machine, and the Debian package that has it.</summary>
/// <param name="Programs">The programs of which one suffices; a name is looked up on PATH.</param>
/// <param name="Purpose">The use of the program by the harness, in words.</param>
internal sealed record Requirement(string Package, ImmutableArray<string> Programs, string Purpose)
{
    /// <summary>Returns the programs that an environment needs on this machine.</summary>
    public static ImmutableArray<Requirement> Of(LabEnvironment environment) =>
        environment.VirtualLab is not null ? [.. ForScenarios.Concat(ForVirtualLab).DistinctBy(each => each.Package)]
        : environment.Hosts.Any(host => host.Connection is LocalConnection) ? ForScenarios
        : [];

    /// <summary>The programs that build the image of lab hosts.</summary>
    public static ImmutableArray<Requirement> ForVirtualLab { get; } = [.. LabHostRecipe.Tools.Select(Of)];

    /// <summary>The programs that run scenarios on this machine.</summary>
    public static ImmutableArray<Requirement> ForScenarios { get; } =
    [
        new("qemu-system-x86", ["/usr/libexec/qemu-kvm", "qemu-kvm", "qemu-system-x86_64"], "runs the guests"),
        new("openssh-client", ["ssh"], "reads the OpenSSH configuration, and carries what SSH.NET cannot"),
        new("dpkg", ["dpkg-deb"], "unpacks what the guest image is made of"),
        new("xz-utils", ["xz"], "decompresses the guest's kernel once, which each guest would do at its start"),
        .. DebianImageBuilder.Tools.Select(Of),
        Of(CloudSeed.Tool),
        new("ovmf", ["/usr/share/OVMF/OVMF_CODE_4M.fd"], "is the firmware of guests that boot by UEFI"),
    ];

    /// <summary>The programs that run scenarios, and those that the project's own tests need.</summary>
    public static ImmutableArray<Requirement> ForTests { get; } =
    [
        .. ForScenarios,
        new("openssh-server", ["/usr/sbin/sshd", "sshd"], "is what the tests of SSH hosts connect to"),
        new("tcsh", ["tcsh", "/bin/tcsh"], "is the login shell of a user on hosts of tests"),
        new("fish", ["fish"], "is the login shell of root on hosts of tests"),
        new("sudo", ["sudo"], "makes a user of hosts of tests root"),
        new("qemu-guest-agent", ["/usr/sbin/qemu-ga", "qemu-ga"], "is the guest agent that the tests talk to"),
        new("busybox-static", ["busybox"], "is the shell that guests have"),
        new("libvirt0", ["/usr/share/libvirt/schemas/domain.rng"], "has the schema by which libvirt judges domains"),
        new("libxml2-utils", ["xmllint"], "compares domains with that schema"),
        new("librsvg2-bin", ["rsvg-convert"], "draws the plots as viewers without style sheets do"),
        new("chromium", ["/usr/bin/chromium"], "shows the HTML report to its tests"),
        new("socat", ["socat"], "talks to QEMU where a scenario is repeated by hand"),
        new("faketime", ["faketime"], "steps the clock of the tests' hosts"),
        new("iproute2", ["ip", "/usr/sbin/ip"], "brings up the loopback of the jail in which hostile files run"),
    ];

    private static Requirement Of(BuildTool tool) =>
        new(tool.Package, [tool.Program, $"/usr/sbin/{tool.Program}"], tool.Purpose);

    /// <summary>Whether one of the programs is there.</summary>
    public bool IsMet => Programs.Any(program => Find(program) is not null);

    /// <summary>Finds the path of a program; null when there is none.</summary>
    public static string? Find(string program) => Path.IsPathRooted(program)
        ? File.Exists(program) ? program : null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
